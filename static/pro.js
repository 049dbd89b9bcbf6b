/* Passkeys, for signed-in professionals alone: hand the server's question to the browser, and the
   answer back. The page says the rest. */
(function () {
  "use strict";

  var form = document.getElementById("wan-form");
  if (!form) return;

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (sign) { return sign.charCodeAt(0); });
  }

  function text(buffer) {
    var signs = Array.from(new Uint8Array(buffer), function (byte) {
      return String.fromCharCode(byte);
    });
    return btoa(signs.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function named(keys) {
    return (keys || []).map(function (key) {
      return Object.assign({}, key, { id: bytes(key.id) });
    });
  }

  function question(options) {
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    if (options.excludeCredentials) options.excludeCredentials = named(options.excludeCredentials);
    if (options.allowCredentials) options.allowCredentials = named(options.allowCredentials);
    return { publicKey: options };
  }

  function answer(credential) {
    var said = credential.response;
    var response = { clientDataJSON: text(said.clientDataJSON) };
    if (said.attestationObject) {
      response.attestationObject = text(said.attestationObject);
      response.transports = said.getTransports ? said.getTransports() : [];
    } else {
      response.authenticatorData = text(said.authenticatorData);
      response.signature = text(said.signature);
      response.userHandle = said.userHandle ? text(said.userHandle) : null;
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: response,
      extensions: JSON.stringify(credential.getClientExtensionResults())
    });
  }

  function failed() {
    document.getElementById("wan-told").textContent = form.dataset.failed;
  }

  var asked = navigator.credentials && navigator.credentials[form.dataset.wan];
  if (!asked) {
    failed();
    return;
  }
  asked.call(navigator.credentials, question(JSON.parse(form.dataset.options)))
    .then(function (credential) {
      form.elements.credential.value = answer(credential);
      form.submit();
    })
    .catch(failed);
})();
