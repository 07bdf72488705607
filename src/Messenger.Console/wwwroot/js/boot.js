// Runs before anything is painted: theme and language must be right from the first frame, and .NET takes its culture only at its start.
(() => {
  const read = key => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const languages = { es: 'Cargando…', en: 'Loading…', pt: 'Carregando…' };
  const broken = {
    es: ['Algo falló en esta página.', 'Recargar'],
    en: ['Something on this page failed.', 'Reload'],
    pt: ['Algo falhou nesta página.', 'Recarregar'],
  };
  const chosen = read('messenger.language');
  const language = Object.hasOwn(languages, chosen ?? '') ? chosen : 'es';
  const theme = read('messenger.theme');
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme === 'dark' || theme === 'light' ? theme : system;

  addEventListener('DOMContentLoaded', () => {
    document.querySelector('.skeleton')?.setAttribute('aria-label', languages[language]);
    const [text, reload] = broken[language];
    document.querySelector('#blazor-error-ui span').textContent = text;
    document.querySelector('#blazor-error-ui a').textContent = reload;
    Blazor.start({ applicationCulture: language });
  });
})();
