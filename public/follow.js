// Follows an order: asks every five seconds whether anything has changed, and loads the page anew when it has.
// Without it the page has "Look again".
(() => {
  const here = document.getElementById('follow');
  if (!here || !window.fetch) return;
  const { state, mark } = here.dataset;
  const typing = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '');
  let wait = 5000;
  const look = async () => {
    if (!document.hidden && !typing()) {
      try {
        const answer = await fetch(state, { headers: { 'If-None-Match': `"${mark}"` }, cache: 'no-store' });
        if (answer.status === 200 && (await answer.json()).mark !== mark) return location.reload();
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
