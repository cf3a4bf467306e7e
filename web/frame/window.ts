const app = document.getElementById('app') ?? document.body;

/** Replaces the window's content. The heading gets the focus, where reading continues. */
export function show(...parts: readonly HTMLElement[]): void {
  app.replaceChildren(...parts);
  scrollTo(0, 0);
  app.querySelector('h1')?.focus({ preventScroll: true });
}
