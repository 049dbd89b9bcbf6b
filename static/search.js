// Suggestions under the search box: places and courts, from one file of this site that is the same
// for everybody. It is asked for once, when the box is entered: no letter typed leaves the browser
// before the form is sent. Without it, or on a poor line, the box works as it is.
// Written for old phones: no syntax younger than 2015.
(function () {
  "use strict";

  var MOST = 8;
  var SHORTEST = 2;
  var SAID_AFTER_MS = 400;
  var MOVES = ["ArrowLeft", "ArrowRight", "Home", "End"];
  var SAINTS = { st: "saint", ste: "sainte", sts: "saints", stes: "saintes" };

  // As `fold` of webmap/geo/text.py: two ways to write a name become one.
  function plain(text) {
    return text.replace(/œ/gi, "oe").replace(/æ/gi, "ae").replace(/ß/g, "ss").normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  }

  function fold(text) {
    return plain(text).split(" ").map(function (word) {
      return SAINTS.hasOwnProperty(word) ? SAINTS[word] : word;
    }).join(" ");
  }

  // ---- The file, read into places: a label, its folded name, its page, its size.

  function places(index, prefix) {
    var found = [];
    var names = {};
    function add(label, name, path, size) {
      found.push({ label: label, name: fold(name), path: prefix + path, size: size });
    }
    index.territoires.forEach(function (pair) {
      names[pair[0]] = pair[1];
      add(pair[1] + " (" + pair[0] + ")", pair[1], "/departement/" + pair[0], 40);
    });
    Object.keys(index.communes).forEach(function (code) {
      var end = 5 - code.length;
      index.communes[code].split("|").filter(Boolean).forEach(function (row) {
        var cut = row.length - end - 1;
        var name = row.slice(0, cut);
        var path = "/commune/" + code + row.slice(cut, -1);
        add(name + " (" + names[code] + ")", name, path, parseInt(row.slice(-1), 36));
      });
    });
    index.tribunaux.forEach(function (pair) {
      add(pair[1], pair[1], "/ressource/" + pair[0], 0);
    });
    return found;
  }

  // A name that begins so, then one of which a later word does; the most people first. "st" may be
  // Saint or the beginning of Strasbourg.
  function matching(known, typed) {
    var wanted = [fold(typed), plain(typed)];
    if (wanted[1].length < SHORTEST) return [];
    function rank(place) {
      for (var n = 0; n < wanted.length; n += 1) {
        if (place.name.indexOf(wanted[n]) === 0) return 0;
      }
      return (" " + place.name).indexOf(" " + wanted[0]) > 0 && place.size ? 1 : -1;
    }
    var kept = [];
    known.forEach(function (place) {
      var at = rank(place);
      if (at >= 0) kept.push({ place: place, at: at });
    });
    kept.sort(function (a, b) {
      return a.at - b.at || b.place.size - a.place.size || (a.place.name < b.place.name ? -1 : 1);
    });
    return kept.slice(0, MOST).map(function (one) { return one.place; });
  }

  // A file for one box is not worth a poor line, nor a visitor who saves data.
  function poor() {
    var line = navigator.connection;
    return Boolean(line && (line.saveData || /2g/.test(line.effectiveType || "")));
  }

  // ---- The box: an editable combobox with a list (WAI-ARIA Authoring Practices).

  function improve(form) {
    var field = form.querySelector("input[name=q]");
    var list = form.querySelector("[role=listbox]");
    var status = form.querySelector("[role=status]");
    var prefix = form.getAttribute("action").replace(/\/recherche$/, "");
    var known = [];
    var asked = false;
    var shown = [];
    var active = -1;
    var clock = null;

    function load() {
      if (asked || poor()) return;
      asked = true;
      fetch(form.dataset.places).then(function (answer) {
        return answer.ok ? answer.json() : null;
      }).then(function (index) {
        if (!index) return;
        known = places(index, prefix);
        if (document.activeElement === field && field.value) show();
      }).catch(function () { asked = false; });
    }

    function say() {
      clearTimeout(clock);
      clock = setTimeout(function () {
        var words = shown.length > 1 ? status.dataset.some : status.dataset.one;
        status.textContent = shown.length ? words.replace("{n}", shown.length) : "";
      }, SAID_AFTER_MS);
    }

    function draw() {
      list.textContent = "";
      shown.forEach(function (place, n) {
        var option = document.createElement("li");
        option.id = list.id + "-" + n;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = place.label;
        list.appendChild(option);
      });
    }

    function show() {
      shown = matching(known, field.value);
      active = -1;
      field.removeAttribute("aria-activedescendant");
      draw();
      list.hidden = !shown.length;
      field.setAttribute("aria-expanded", String(shown.length > 0));
      say();
    }

    function close() {
      shown = [];
      active = -1;
      list.hidden = true;
      list.textContent = "";
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
      say();
    }

    // One step up or down; before the first and after the last stands the box itself.
    function move(step) {
      if (!shown.length) show();
      if (!shown.length) return;
      var count = shown.length + 1;
      choose((active + 1 + step + count) % count - 1);
    }

    function choose(n) {
      active = n;
      list.querySelectorAll("[role=option]").forEach(function (option, at) {
        option.setAttribute("aria-selected", String(at === active));
        if (at === active && option.scrollIntoView) option.scrollIntoView({ block: "nearest" });
      });
      if (active < 0) field.removeAttribute("aria-activedescendant");
      else field.setAttribute("aria-activedescendant", list.id + "-" + active);
    }

    // The page of a place, by its code. What was typed does not stay in the page left behind.
    function open(place) {
      close();
      field.value = "";
      location.assign(place.path);
    }

    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", list.id);

    field.addEventListener("focus", load);
    field.addEventListener("input", show);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (MOVES.indexOf(event.key) >= 0) {
        // Back among the letters: Enter sends them again.
        choose(-1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        open(shown[active]);
      } else if (event.key === "Escape" && (shown.length || field.value)) {
        event.preventDefault();
        if (shown.length) close();
        else field.value = "";
      }
    });
    // The box keeps the focus: a list that closes under the finger cannot be tapped.
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      var option = event.target.closest("[role=option]");
      if (option) open(shown[Array.prototype.indexOf.call(list.children, option)]);
    });
    // A browser may keep this page whole for Back: not the words.
    addEventListener("pagehide", function () {
      close();
      field.value = "";
    });
    if (document.activeElement === field) load();
  }

  document.querySelectorAll("form.search[data-places]").forEach(improve);
})();
