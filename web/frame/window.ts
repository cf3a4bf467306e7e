const app = document.getElementById('app') ?? document.body;

/** Puts these parts into the window. Their heading takes the focus: it is where reading goes on. */
export function show(...parts: readonly HTMLElement[]): void {
  app.replaceChildren(...parts);
  scrollTo(0, 0);
  app.querySelector('h1')?.focus({ preventScroll: true });
}
