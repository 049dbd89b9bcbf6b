/* Leaving fast. A plain link without scripts; with them: the page goes blank at once, its entry in
   the history is replaced, and Back, Forward or Reload of an older page of ours leaves again.
   The flag lives in sessionStorage: it is set by the exit only and goes with the tab. */
(function () {
  "use strict";

  var FLAG = "left";
  var NEUTRAL = "target";
  var PRESSES = 3;
  var WITHIN_MS = 3000;

  /* sessionStorage may be forbidden: leaving must still work. */
  function stored(key, value) {
    try {
      if (value !== undefined) sessionStorage.setItem(key, value);
      return sessionStorage.getItem(key);
    } catch (refused) {
      return null;
    }
  }

  function forget() {
    try {
      sessionStorage.removeItem(FLAG);
    } catch (refused) {
      return;
    }
  }

  function blank() {
    document.documentElement.hidden = true;
    document.title = "\u00a0";
    if (document.body) document.body.textContent = "";
  }

  function leave(target) {
    stored(FLAG, "1");
    stored(NEUTRAL, target);
    blank();
    location.replace(target);
  }

  /* Back, Forward and Reload alike: only a visit made on purpose is a new one. */
  function cameBack() {
    var entries = performance.getEntriesByType ? performance.getEntriesByType("navigation") : [];
    return entries.length > 0 && entries[0].type !== "navigate";
  }

  function leaveAgain() {
    var target = stored(NEUTRAL);
    if (stored(FLAG) && target) leave(target);
  }

  if (cameBack()) leaveAgain();
  else forget();

  addEventListener("pageshow", function (event) {
    if (event.persisted) leaveAgain();
  });

  /* The link is looked up at each event: the way out works as soon as the link is on the screen,
     while scripts further down the page are still loading, or never come. */
  function leaveBy(link) {
    leave(link.dataset.target || link.href);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("#exit");
    if (!link) return;
    event.preventDefault();
    leaveBy(link);
  }, true);

  /* Shift three times in a row, alone: a capital letter between two presses starts again. */
  var presses = [];
  addEventListener("keydown", function (event) {
    if (event.key !== "Shift") presses = [];
    else if (!event.repeat) presses.push(event.timeStamp);
    presses = presses.slice(-PRESSES);
    var link = document.getElementById("exit");
    if (link && presses.length === PRESSES && presses[PRESSES - 1] - presses[0] < WITHIN_MS) {
      leaveBy(link);
    }
  }, true);
})();
