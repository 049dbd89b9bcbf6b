// Choices over the cards of a page: whom, when, what. They stay in the page: no address changes,
// nothing is sent or stored. Without this script every card is shown and there are no choices.
// What a page does not say is never a yes nor a no: such cards stand apart, under their own title.
// Written for old phones: no syntax younger than 2015.
(function () {
  "use strict";

  var form = document.querySelector("form.filters");
  var lists = document.querySelectorAll("[data-filtered]");
  if (!form || !lists.length) return;
  var status = form.querySelector("[role=status]");

  function codes(card, name) {
    return (card.getAttribute("data-" + name) || "").split(" ");
  }

  // What is chosen: codes that must all be a yes, and kinds of which one is enough.
  function chosen() {
    var found = { one: [], kind: [] };
    form.querySelectorAll("[data-filter]").forEach(function (field) {
      var on = field.type === "checkbox" ? field.checked : field.value;
      if (on) found[field.getAttribute("data-filter")].push(field.value);
    });
    return found;
  }

  // "yes", "no" or "unsaid": the worst answer counts. Kinds are always said.
  function answer(card, wanted) {
    var yes = codes(card, "yes");
    var no = codes(card, "no");
    if (wanted.one.some(function (code) { return no.indexOf(code) >= 0; })) return "no";
    if (wanted.kind.length && card.hasAttribute("data-kinds")) {
      var kinds = codes(card, "kinds");
      if (!wanted.kind.some(function (kind) { return kinds.indexOf(kind) >= 0; })) return "no";
    }
    return wanted.one.every(function (code) { return yes.indexOf(code) >= 0; }) ? "yes" : "unsaid";
  }

  // A list, the one for what is not said, and the sentence for nothing at all.
  function part(list) {
    var apart = list.nextElementSibling;
    var nothing = apart.nextElementSibling;
    return { list: list, apart: apart, nothing: nothing, cards: [].slice.call(list.children) };
  }

  function sort(place, wanted, count) {
    var any = false;
    var unsaid = false;
    place.cards.forEach(function (card) {
      var said = answer(card, wanted);
      count[said] += 1;
      card.hidden = said === "no";
      (said === "unsaid" ? place.apart.querySelector("ul") : place.list).appendChild(card);
      any = any || said !== "no";
      unsaid = unsaid || said === "unsaid";
    });
    place.apart.hidden = !unsaid;
    place.nothing.hidden = any;
  }

  // The drawn map follows its list; the live one is told (static/map.js).
  function tellMaps(parts) {
    var aside = [];
    parts.forEach(function (place) {
      place.cards.forEach(function (card) {
        if (card.hidden) aside.push(card.querySelector("a").getAttribute("href"));
      });
    });
    document.querySelectorAll(".mark-link").forEach(function (mark) {
      mark.classList.toggle("aside", aside.indexOf(mark.getAttribute("href")) >= 0);
    });
    document.dispatchEvent(new CustomEvent("webmap:aside", { detail: aside }));
  }

  function say(wanted, count) {
    var free = !wanted.one.length && !wanted.kind.length;
    var words = status.getAttribute("data-words");
    Object.keys(count).forEach(function (key) { words = words.replace("{" + key + "}", count[key]); });
    if (!count.yes) words = status.getAttribute("data-none") + " " + words;
    status.textContent = free ? "" : words;
  }

  // Cards that stand folded answer too: a choice opens what holds them.
  function unfold(wanted) {
    if (!wanted.one.length && !wanted.kind.length) return;
    [].forEach.call(lists, function (list) {
      var group = list.parentNode;
      if (group.tagName === "DETAILS") group.open = true;
    });
  }

  var parts = [].map.call(lists, part);

  function apply() {
    var wanted = chosen();
    var count = { yes: 0, unsaid: 0, no: 0 };
    parts.forEach(function (place) { sort(place, wanted, count); });
    unfold(wanted);
    tellMaps(parts);
    say(wanted, count);
  }

  function showAll() {
    form.reset();
    apply();
  }

  form.addEventListener("change", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.querySelectorAll("[data-all]").forEach(function (button) {
    button.addEventListener("click", function (event) {
      event.preventDefault();
      showAll();
      // The button of an empty list is gone: the choices are where one goes on.
      if (!form.contains(button)) form.querySelector("summary").focus();
    });
  });
  // A browser may keep this page whole for Back, and fields for a closed tab: not the choices.
  addEventListener("pagehide", showAll);
  form.hidden = false;
})();
