/** Hands the phone what it keeps to be read without a network: assets, this page, and what the road will ask for. */
(() => {
  const MOST_ROUNDS = 4;
  const MOST_PAPERS = 6;

  /** Rounds and dispatches that this page leads to. */
  function ahead() {
    const links = [...document.querySelectorAll('main a[href]')].map((one) => one.getAttribute('href'));
    const rounds = links.filter((href) => /^\/drive\/PC-[\d-]+$/.test(href));
    const papers = links.filter((href) => /^\/dispatches\/PS-[\d-]+$/.test(href)).map((href) => `${href}/receipt`);
    return [...new Set(rounds)].slice(0, MOST_ROUNDS).concat([...new Set(papers)].slice(0, MOST_PAPERS));
  }

  async function install() {
    const { worker, pages } = document.getElementById('outbox')?.dataset ?? {};
    const { keptAt, keptFor } = document.body.dataset;
    if (!worker || keptAt || !('serviceWorker' in navigator)) return;
    await navigator.serviceWorker.register(worker);
    const { active } = await navigator.serviceWorker.ready;
    const here = keptFor ? [location.pathname + location.search] : [];
    const linked = [...document.querySelectorAll('link[rel=stylesheet], link[rel=icon], script[src]')];
    const assets = linked.map((one) => new URL(one.href || one.src).pathname);
    const [offline, ...likely] = pages.split(' ').reverse();
    active.postMessage({ assets: [...assets, offline], pages: [...new Set([...here, ...likely, ...ahead()])] });
  }

  window.addEventListener('load', () => void install().catch(() => undefined));
})();
