/** Calls back once for each element, when it is about to come into view. */
export class InView {
  private readonly waiting = new WeakMap<Element, () => void>();
  private readonly observer: IntersectionObserver;

  /** @param ahead how far outside the window counts, as a CSS margin */
  constructor(ahead = '200px') {
    this.observer = new IntersectionObserver(
      (seen) => {
        for (const { target, isIntersecting } of seen) if (isIntersecting) this.call(target);
      },
      { rootMargin: ahead },
    );
  }

  once(element: Element, callback: () => void): void {
    this.waiting.set(element, callback);
    this.observer.observe(element);
  }

  /** Nobody is called any more. */
  stop(): void {
    this.observer.disconnect();
  }

  private call(element: Element): void {
    this.observer.unobserve(element);
    this.waiting.get(element)?.();
  }
}
