// A page that follows by itself: asks every five seconds whether anything has changed, and loads itself anew
// when it has. Without it people look again by hand.
(() => {
  const { state, mark } = document.currentScript.dataset;
  if (!window.fetch) return;
  const typing = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '');
  let wait = 5000;
  const look = async () => {
    // A phone in a pocket asks nothing.
    if (!document.hidden && !typing()) {
      try {
        const answer = await fetch(state, { headers: { 'If-None-Match': `"${mark}"` }, cache: 'no-store' });
        if (answer.status === 200 && (await answer.json()).mark !== mark) {
          // Not `reload`: where the page answered a form, that would send the form again.
          return location.replace(location.pathname + location.search);
        }
        wait = answer.ok || answer.status === 304 ? 5000 : Math.min(wait * 2, 60000);
      } catch {
        wait = Math.min(wait * 2, 60000);
      }
    }
    setTimeout(look, wait);
  };
  setTimeout(look, wait);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) wait = 5000;
  });
})();
