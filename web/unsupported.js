// For browsers that do not know modules: they run this and not boot.js. Written for the oldest of them.
(function () {
  var message = document.getElementById('unsupported');
  message.hidden = false;
  message.removeAttribute('hidden');
})();
