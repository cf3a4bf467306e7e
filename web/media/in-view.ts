/** Calls back once for each element, just before it comes into view. */
export class InView {
  private readonly waiting = new WeakMap<Element, () => void>();
  private readonly observer: IntersectionObserver;

  /** @param ahead distance outside the window, as a CSS margin */
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

  /** Stops all callbacks. */
  stop(): void {
    this.observer.disconnect();
  }

  private call(element: Element): void {
    this.observer.unobserve(element);
    this.waiting.get(element)?.();
  }
}
