// Leaving fast, and covering a page that is out of sight. Without scripts the way out is a link.
// With them: the page goes blank at once, its entry in the history is replaced, the other tabs
// leave too, and Back, Forward or Reload of an older page of ours leaves again.
// Written for old phones: no syntax younger than 2015.
(function () {
  "use strict";

  // All that is ever stored, by an exit only: the neutral address, under this name. It lives in
  // sessionStorage and goes with the tab.
  var FLAG = "left";
  var PRESSES = 3;
  var WITHIN_MS = 5000;
  var EMPTIED_AFTER_MS = 50;
  // A keyboard on the screen is at least this high; a browser's own bar is lower.
  var KEYBOARD_PX = 100;
  var root = document.documentElement;

  // ---- What stays in the tab. It may be forbidden: leaving must still work.

  function remembered() {
    try {
      return sessionStorage.getItem(FLAG);
    } catch (refused) {
      return null;
    }
  }

  function remember(target) {
    try {
      if (target) sessionStorage.setItem(FLAG, target);
      else sessionStorage.removeItem(FLAG);
    } catch (refused) {
      return;
    }
  }

  function canRemember() {
    try {
      return Boolean(sessionStorage);
    } catch (refused) {
      return false;
    }
  }

  // ---- Leaving

  // Hidden first: emptying a long page would hold back the frame that shows nothing.
  function blank() {
    root.hidden = true;
    document.title = "\u00a0";
    setTimeout(function () {
      if (document.body) document.body.textContent = "";
    }, EMPTIED_AFTER_MS);
  }

  // Whoever is signed in leaves that behind too: the form that signs out is sent without waiting.
  function signOut() {
    var form = document.querySelector("form[data-leaving]");
    if (form && navigator.sendBeacon) navigator.sendBeacon(form.action, new FormData(form));
  }

  function leave(target) {
    blank();
    signOut();
    remember(target);
    location.replace(target);
  }

  var tabs = null;
  try {
    tabs = new BroadcastChannel(FLAG);
    tabs.onmessage = function (message) { leave(message.data); };
  } catch (refused) {
    tabs = null;
  }

  function leaveWithAllTabs(target) {
    if (tabs) tabs.postMessage(target);
    leave(target);
  }

  // The link is looked up at each event: the way out works as soon as the link is on the screen,
  // while scripts further down the page are still loading, or never come.
  function target() {
    var link = document.getElementById("exit");
    return link && link.dataset.target;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(".exit");
    if (!link || !target()) return;
    event.preventDefault();
    leaveWithAllTabs(target());
  }, true);

  // ---- Shift three times in a row, alone: a capital letter, an arrow or a click starts again.

  var presses = [];
  var clock = null;

  function say(remaining) {
    document.querySelectorAll(".exit-say").forEach(function (live) {
      live.textContent = live.dataset["left" + remaining] || "";
    });
  }

  function startAgain() {
    if (!presses.length) return;
    presses = [];
    say(PRESSES);
  }

  addEventListener("keydown", function (event) {
    if (event.key !== "Shift") return startAgain();
    if (event.repeat) return;
    presses = presses.filter(function (at) { return event.timeStamp - at < WITHIN_MS; });
    presses.push(event.timeStamp);
    if (presses.length >= PRESSES && target()) leaveWithAllTabs(target());
  }, true);

  // Said when the key comes up alone: who types a capital or moves with Shift hears nothing.
  addEventListener("keyup", function (event) {
    if (event.key !== "Shift" || !presses.length) return;
    say(PRESSES - presses.length);
    clearTimeout(clock);
    clock = setTimeout(startAgain, WITHIN_MS);
  }, true);

  addEventListener("pointerdown", startAgain, true);

  // ---- The cover: what an app switcher may picture, and what stands there on coming back.

  function cover() {
    var card = document.getElementById("cover");
    if (!card) return false;
    if (!card.hasAttribute("open")) {
      if (card.showModal) card.showModal();
      else card.setAttribute("open", "");
      follow();
    }
    return true;
  }

  function uncover() {
    var card = document.getElementById("cover");
    if (!card || !card.hasAttribute("open")) return;
    if (card.close) card.close();
    else card.removeAttribute("open");
  }

  // Out of sight the cover is bare: its words and links show when someone looks again.
  function outOfSight(away) {
    if (away && !cover()) startCovered();
    var card = document.getElementById("cover");
    if (card) card.classList.toggle("away", away);
  }

  // Nothing is seen of a page until its cover has come, which may be still on its way. Not `hidden`:
  // the page would lose its place.
  function startCovered() {
    root.style.opacity = "0";
    requestAnimationFrame(function wait() {
      if (cover() || document.readyState !== "loading") root.style.opacity = "";
      else requestAnimationFrame(wait);
    });
  }

  document.addEventListener("visibilitychange", function () {
    outOfSight(document.visibilityState === "hidden");
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("[data-uncover]")) uncover();
  });

  // ---- Coming back: Back, Forward and Reload alike. Only a visit made on purpose is a new one.

  function cameBack() {
    var entries = performance.getEntriesByType ? performance.getEntriesByType("navigation") : [];
    if (entries.length) return /back_forward|reload/.test(entries[0].type);
    return Boolean(performance.navigation && performance.navigation.type);
  }

  // A browser may keep a page whole and show it again as it was: it is put away covered.
  addEventListener("pagehide", function () { outOfSight(true); });

  addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    if (remembered()) return leave(remembered());
    outOfSight(false);
    if (canRemember()) uncover();
  });

  if (!cameBack()) remember(null);
  if (remembered()) leave(remembered());
  else if (root.dataset.leave) leaveWithAllTabs(root.dataset.leave);
  // Nobody knows whether this page was left: a discarded tab, or nothing may be remembered.
  else if (document.wasDiscarded || (cameBack() && !canRemember())) startCovered();

  // ---- A page enlarged with two fingers, or a keyboard on the screen: the way out follows.

  var view = window.visualViewport;

  function place(link) {
    link.style.transform = "";
    var height = root.clientHeight;
    if (view.scale < 1.01 && view.height > height - KEYBOARD_PX) return;
    var box = link.getBoundingClientRect();
    var small = 1 / view.scale;
    var left = view.offsetLeft + box.left * small;
    var top = view.offsetTop + box.top * small;
    if (box.top > height / 2) {
      var under = Math.max(0, height - box.bottom);
      top = view.offsetTop + view.height - (box.height + under) * small;
    }
    link.style.transform =
      "translate(" + (left - box.left) + "px," + (top - box.top) + "px) scale(" + small + ")";
  }

  function follow() {
    if (view) document.querySelectorAll(".exit").forEach(place);
  }

  if (view) {
    view.addEventListener("resize", follow);
    view.addEventListener("scroll", follow);
  }
})();
