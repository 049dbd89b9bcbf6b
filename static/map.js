// The Folium maps call these. Every text from the data becomes a text node: nothing here writes
// HTML. What a page shows without scripts stays until the outlines are drawn; the marks are made
// from the page's own list. Work is done a little at a time: a press or a key never waits long.
(function () {
  "use strict";

  const block = document.getElementById("map-data");
  if (!block) return;
  const data = JSON.parse(block.textContent);
  const words = data.words;
  const frame = document.querySelector(".map-frame");
  const still = document.querySelector(".map-still");
  const select = document.getElementById("map-shade");
  const lands = new Map(); // code of territory -> its Leaflet layer
  let shade = select ? select.value : Object.keys(data.shades)[0];

  // A category's markers stand aside from the point, each on its own side: a court, a hospital
  // and a team of one town would hide one another.
  const ASIDE = { association: [-10, -6], magistrat: [10, -6], uaped: [0, 11] };
  // Milliseconds of work before the page gets its turn.
  const TURN = 16;
  // From this zoom on there is room for the territories' names.
  const CLOSE = 7;

  // ---- small tools

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function say(text) {
    const status = document.getElementById("map-status");
    if (status) status.textContent = text;
  }

  function failed() {
    say(words.failed);
  }

  function turn() {
    return new Promise(function (resolve) { setTimeout(resolve); });
  }

  async function inTurns(items, work) {
    let end = 0;
    for (const item of items) {
      if (performance.now() > end) {
        await turn();
        end = performance.now() + TURN;
      }
      work(item);
    }
  }

  // The page has asked for it already (a preload); used when the map is there.
  const outlines = fetch(data.urls.territoires).then(function (found) {
    if (!found.ok) throw new Error(data.urls.territoires);
    return found.json();
  }).then(unfold);
  outlines.catch(failed);

  // TopoJSON: arcs are steps on a grid; a ring is a list of arcs, `~n` for arc n backwards.
  function unfold(topology) {
    const [width, height] = topology.transform.scale;
    const arcs = topology.arcs.map(function (steps) {
      let x = 0, y = 0;
      return steps.map(function ([right, up]) { return [(x += right) * width, (y += up) * height]; });
    });
    const line = function (n) { return n < 0 ? arcs[~n].slice().reverse() : arcs[n]; };
    const ring = function (numbers) { return numbers.flatMap(line); };
    return topology.objects.territoires.geometries.map(function ({ type, properties, arcs: polygons }) {
      const coordinates = polygons.map(function (rings) { return rings.map(ring); });
      return { type: "Feature", properties, geometry: { type, coordinates } };
    });
  }

  function address(code) {
    return data.urls.territory.replace("__", encodeURIComponent(code));
  }

  function list(parts) {
    return parts.filter(Boolean).join(" · ");
  }

  // ---- territories

  function stateOf(code) {
    const row = data.shades[shade];
    const rank = row ? row[data.codes.indexOf(code)] : undefined;
    return rank === undefined ? null : data.states[Number(rank)];
  }

  function spoken(code, name) {
    const state = stateOf(code);
    return state ? name + words.colon + wordOf(state) : name;
  }

  function wordOf(state) {
    const own = (data.labels.own || {})[shade] || {};
    return own[state] || data.labels.states[state];
  }

  function style(feature) {
    const code = feature.properties.code;
    const state = stateOf(code);
    const own = code === data.code;
    return {
      className: "land-live" + (own ? " land-live-own" : ""),
      weight: own ? 1.8 : 1,
      fillOpacity: 1,
      fillColor: state ? "url(#p-" + state + ")" : undefined,
    };
  }

  function territory(feature, layer) {
    const { code, name } = feature.properties;
    lands.set(code, layer);
    layer.on({
      click: function () { window.location.assign(address(code)); },
      mouseover: function () { near.show(layer); },
      mouseout: near.hide,
      add: function () { reachable(layer, code, name); },
    });
  }

  function reachable(layer, code, name) {
    const path = layer.getElement();
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "link");
    path.setAttribute("aria-label", spoken(code, name));
    path.addEventListener("focus", function () { near.show(layer); });
    path.addEventListener("blur", near.hide);
    path.addEventListener("keydown", function (event) {
      if (event.key === "Enter") window.location.assign(address(code));
    });
  }

  function territories(map, layer) {
    webmap.map = map;
    wheelWhenFocused(map);
    outlines
      .then(function (found) { return draw(map, layer, found); })
      .then(function () { takeOver(); nameWhenClose(map); })
      .catch(failed);
  }

  // The page's own territory comes first: the map goes there while there is little to move.
  async function draw(map, layer, features) {
    const isOwn = function (feature) { return feature.properties.code === data.code; };
    const add = function (feature) { layer.addData(feature); };
    features.filter(isOwn).forEach(add);
    let others = features.filter(function (feature) { return !isOwn(feature); });
    if (data.code) {
      const around = lands.get(data.code).getBounds().pad(1);
      stayNear(map, lands.get(data.code).getBounds());
      // The rest of the country is out of reach: nothing to draw, nothing to tab through.
      others = others.filter(function (feature) { return touches(feature.geometry.coordinates, around); });
    }
    await inTurns(others, add);
    map.on("moveend", tabInView);
    tabInView();
  }

  // Whether a point of an outline, however nested, lies in the bounds.
  function touches(coordinates, bounds) {
    if (typeof coordinates[0] === "number") return bounds.contains([coordinates[1], coordinates[0]]);
    return coordinates.some(function (part) { return touches(part, bounds); });
  }

  // Only what can be seen is a tab stop.
  function tabInView() {
    const view = webmap.map.getBounds();
    lands.forEach(function (layer) {
      const path = layer.getElement();
      if (path) path.setAttribute("tabindex", view.intersects(layer.getBounds()) ? "0" : "-1");
    });
  }

  // The list of this page is about one territory: farther away the map would look empty.
  function stayNear(map, bounds) {
    map.fitBounds(bounds, { padding: [24, 24], animate: false });
    map.setMinZoom(map.getZoom() - 1);
    map.setMaxBounds(bounds.pad(1));
  }

  // The wheel scrolls the page until somebody chose the map.
  function wheelWhenFocused(map) {
    map.on("focus", function () { map.scrollWheelZoom.enable(); });
    map.on("blur", function () { map.scrollWheelZoom.disable(); });
  }

  function takeOver() {
    frame.classList.add("ready");
    if (still) still.hidden = true;
    document.querySelectorAll(".jump").forEach(function (button) { button.disabled = false; });
    document.querySelectorAll(".jumps").forEach(function (row) { row.hidden = false; });
  }

  // ---- names of territories

  // A name centred by the style sheet: nothing to measure, so no layout to wait for.
  function nameOf(layer, className, pane) {
    const icon = L.divIcon({
      className: "land-name " + className,
      html: element("span", "", layer.feature.properties.name),
      iconSize: null,
    });
    return L.marker(layer.getCenter(), { icon, interactive: false, keyboard: false, pane });
  }

  // The name under the pointer or the focus.
  const near = {
    name: null,
    show: function (layer) {
      near.hide();
      near.name = nameOf(layer, "near", "tooltipPane").addTo(webmap.map);
    },
    hide: function () {
      if (near.name) near.name.remove();
      near.name = null;
    },
  };
  // What passing over shows, Escape puts away (WCAG 1.4.13).
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") near.hide();
  });

  // Close up, the names of what is in view, under the marks.
  function nameWhenClose(map) {
    const shown = L.layerGroup();
    const named = new Set();
    function name([code, layer]) {
      if (named.has(code) || !map.getBounds().intersects(layer.getBounds())) return;
      named.add(code);
      shown.addLayer(nameOf(layer, "", "shadowPane"));
    }
    function update() {
      if (map.getZoom() < CLOSE) {
        shown.remove();
      } else {
        shown.addTo(map);
        inTurns(lands, name);
      }
    }
    map.on("moveend", update);
    update();
  }

  // ---- shading

  function reshade() {
    lands.forEach(function (layer, code) {
      const path = layer.getElement();
      layer.setStyle(style(layer.feature));
      if (path) path.setAttribute("aria-label", spoken(code, layer.feature.properties.name));
    });
    document.querySelectorAll("[data-code]").forEach(function (link) {
      const code = link.dataset.code;
      const title = link.querySelector("title");
      link.setAttribute("fill", "url(#p-" + stateOf(code) + ")");
      title.textContent = spoken(code, title.textContent.split(words.colon)[0]);
    });
    document.querySelectorAll("[data-state]").forEach(function (word) {
      word.textContent = wordOf(word.dataset.state);
    });
  }

  function listen() {
    document.querySelectorAll(".without-scripts").forEach(function (part) { part.hidden = true; });
    if (select) {
      select.addEventListener("change", function () { shade = select.value; reshade(); });
    }
    document.querySelectorAll(".jump").forEach(function (button) {
      button.addEventListener("click", function (event) {
        jump(button.dataset.bounds);
        // Pressed by a key: the focus goes to what is looked at, which may have left the button behind.
        if (!event.detail) webmap.map.getContainer().focus({ preventScroll: true });
      });
    });
  }

  function jump(text) {
    const [south, west, north, east] = text.split(",").map(Number);
    webmap.map.fitBounds([[south, west], [north, east]], { animate: false, padding: [8, 8] });
    // At once: a slow scroll would meet the visitor's next one.
    frame.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  // ---- records: `webmap/mapping/marks.py` writes the notes

  function noteOf(item) {
    const [longitude, latitude, codes, ...place] = item.dataset.mark.split(" ");
    const [precision, status, ...kinds] = [...codes].map(function (sign) { return parseInt(sign, 36); });
    return {
      latlng: [latitude / 10000, longitude / 10000],
      precision,
      status,
      kinds,
      place: place.join(" "),
    };
  }

  // What has the note: an item of the list, or a mark of the drawing.
  function recordOf(item) {
    const link = item.querySelector("a") || item;
    return {
      ...noteOf(item),
      category: categoryOf(item),
      name: link.textContent,
      href: link.getAttribute("href"),
    };
  }

  function categoryOf(item) {
    return item.closest("[data-category]").dataset.category;
  }

  // `inside()`: what the icon holds, made when it is first shown. Most are never.
  function icon(category, size, className, inside) {
    const aside = ASIDE[category];
    const made = L.divIcon({
      className: className + " mark-" + category,
      iconSize: [size, size],
      iconAnchor: [size / 2 - aside[0], size / 2 - aside[1]],
      popupAnchor: [aside[0], aside[1] - size / 2],
    });
    made.createIcon = function () {
      this.options.html = inside();
      return L.DivIcon.prototype.createIcon.call(this);
    };
    return made;
  }

  function marker(item) {
    const category = categoryOf(item);
    const made = L.marker(noteOf(item).latlng, {
      icon: icon(category, 24, "mark-icon", function () {
        const record = recordOf(item);
        return inside("", list([record.name, record.place]), true);
      }),
      riseOnHover: true,
      // The map does not walk away under whoever tabs through it.
      autoPanOnFocus: false,
    });
    made.item = item;
    return made;
  }

  function inside(shown, hidden, hover) {
    const box = element("span", "");
    const shape = element("span", "mark", shown);
    shape.setAttribute("aria-hidden", "true");
    box.append(shape, element("span", "hidden-text", hidden));
    if (hover) shape.title = hidden;
    return box;
  }

  function clusterIcon(category) {
    return function (cluster) {
      const count = String(cluster.getChildCount());
      const words_ = count + " " + data.labels.categories[category] + ", " + words.closer;
      return icon(category, 28, "mark-icon mark-cluster", function () { return inside(count, words_); });
    };
  }

  function card(marker) {
    const record = recordOf(marker.item);
    const labels = data.labels;
    const kinds = record.kinds.map(function (kind) { return labels.kinds[record.category][kind]; });
    const box = element("div", "card-map");
    box.append(element("strong", "", record.name));
    box.append(element("p", "", list(kinds)));
    box.append(element("p", "", list([record.place, labels.precisions[record.precision]])));
    if (record.status !== 0) box.append(element("p", "", labels.statuses[record.status]));
    const link = element("a", "", words.open);
    link.setAttribute("aria-label", words.open + words.colon + record.name);
    link.href = record.href;
    box.append(link);
    return box;
  }

  // What the choices of the page set aside (static/filters.js), and every mark with its group.
  const drawn = [];
  let aside = [];

  // Once every group is whole: to a group that is still being made, a mark is not yet there.
  function setAside() {
    drawn.forEach(function ([mark, group]) {
      const away = aside.includes(recordOf(mark.item).href);
      if (away === group.hasLayer(mark)) group[away ? "removeLayer" : "addLayer"](mark);
    });
  }

  document.addEventListener("webmap:aside", function (event) {
    aside = event.detail;
    if (frame.classList.contains("marked")) setAside();
  });

  let gathering = 0;

  async function records(map, clusters) {
    // Groups of different categories may overlap: the one under the pointer comes to the front.
    L.MarkerCluster.mergeOptions({ riseOnHover: true });
    speakCards(map);
    const made = {};
    await inTurns(document.querySelectorAll("[data-mark]"), function (item) {
      (made[categoryOf(item)] ||= []).push(marker(item));
    });
    gathering = Object.keys(made).length;
    for (const [category, markers] of Object.entries(made)) {
      await turn();
      // Clear of the zoom buttons. static/live.css holds a card to what they leave of a phone.
      const room = { maxWidth: 280, autoPanPaddingTopLeft: [64, 16], autoPanPaddingBottomRight: [16, 16] };
      clusters[category].bindPopup(card, room).addLayers(markers);
      markers.forEach(function (mark) { drawn.push([mark, clusters[category]]); });
      pressed(map, clusters[category]);
    }
    if (!gathering) marked();
  }

  // Enter and Space do what a click does: Leaflet leaves clusters and Space out.
  function pressed(map, group) {
    const isPress = function (event) { return [" ", "Enter"].includes(event.originalEvent.key); };
    group.on("clusterkeypress", function (event) {
      if (!isPress(event)) return;
      event.originalEvent.preventDefault();
      event.layer.zoomToBounds({ padding: [24, 24] });
      map.getContainer().focus({ preventScroll: true });
    });
    group.on("keypress", function (event) {
      if (event.originalEvent.key !== " ") return;
      event.originalEvent.preventDefault();
      event.layer.openPopup();
    });
  }

  // The folded list of layers, when it is folded: in our words, and closed by Escape.
  function speakLayers(map) {
    const toggle = map.getContainer().querySelector(".leaflet-control-layers-toggle");
    if (!toggle) return;
    toggle.title = words.layers;
    toggle.setAttribute("aria-label", words.layers);
    const control = toggle.parentElement;
    control.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      control.classList.remove("leaflet-control-layers-expanded");
      toggle.focus({ preventScroll: true });
    });
    toggle.addEventListener("keydown", function (event) {
      if (event.key !== "Enter") return;
      setTimeout(function () { control.querySelector("input").focus({ preventScroll: true }); });
    });
  }

  // MarkerCluster tells how far it is with a category; and that an empty one is whole.
  function gathered(done, total) {
    if (total && done === total) gathering -= 1;
    if (!gathering) setTimeout(marked);
  }

  function marked() {
    if (aside.length) setAside();
    speakLayers(webmap.map);
    frame.classList.add("marked");
  }

  // A card takes the focus when it opens; Escape closes it and gives the focus back to its mark.
  function speakCards(map) {
    let mark = null;
    map.on("popupopen", function (event) {
      mark = document.activeElement;
      announce(event.popup);
    });
    map.getContainer().addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !mark) return;
      map.closePopup();
      mark.focus({ preventScroll: true });
    });
    map.on("popupclose", function (event) {
      const card = event.popup.getElement();
      setTimeout(function () {
        // Closed by its own button, the card fades with the focus in it.
        if (mark && card.contains(document.activeElement)) mark.focus({ preventScroll: true });
        mark = null;
      });
    });
  }

  function announce(popup) {
    const box = popup.getElement();
    const close = box.querySelector(".leaflet-popup-close-button");
    if (close) close.setAttribute("aria-label", words.close);
    const link = box.querySelector("a[href]:not(.leaflet-popup-close-button)");
    if (link) link.focus({ preventScroll: true });
  }

  // Read once, before the map is made: asked between its parts, the page is laid out each time.
  const narrow = frame.clientWidth < 480;
  // Pixels within which markers gather: more on a phone, where a finger must tell them apart.
  const clusterRadius = narrow ? 64 : 46;

  const moving = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const webmap = { turn, moving, clusterRadius, style, territory, territories, records, gathered, clusterIcon, narrow, map: null };
  window.webmap = webmap;
  listen();
  window.addEventListener("load", function () { if (!window.L) failed(); });
})();
