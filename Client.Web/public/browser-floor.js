/* Says one sentence where the page could not start, instead of a white page. Browsers of any age must be able to read
   this file: no bundler touches it, and it is written as in 1999. */
(function () {
  var able = [].at && document.body.replaceChildren && window.HTMLDialogElement && window.ResizeObserver
  window.addEventListener('load', function () {
    var started = document.getElementById('app').firstChild
    if (!able || !started) document.getElementById('not-started').removeAttribute('hidden')
  })
})()
