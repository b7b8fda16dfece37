/* Says one sentence where the page could not start, instead of a white page. Browsers of any age must be able to read
   this file: no bundler touches it, and it is written as in 1999. */
(function () {
  var able = [].at && document.body.replaceChildren && window.HTMLDialogElement && window.ResizeObserver
  window.addEventListener('load', function () {
    // The page says that it runs as soon as it does; its words may come a moment later.
    var app = document.getElementById('app')
    var started = app.firstChild || app.getAttribute('data-started')
    if (!able || !started) document.getElementById('not-started').removeAttribute('hidden')
  })
})()
