const views = ['feed', 'files'] as const;
export type View = (typeof views)[number];

/** Where in the page somebody is: its view, and what of it is asked for. */
export interface ViewRoute {
  readonly view: View;
  readonly query: URLSearchParams;
}

/**
 * Reads the part behind `#`: every view has an address of its own, which any file server can serve.
 * @param hash `#/files?kind=image`; what is no view's address is the feed's
 */
export function routeOf(hash: string): ViewRoute {
  const [, path = '', query = ''] = /^#\/([^?]*)\??(.*)$/.exec(hash) ?? [];
  const view = views.find((one) => one === path) ?? 'feed';
  return { view, query: new URLSearchParams(query) };
}

export function addressOf(view: View, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `#/${view}${search && `?${search}`}`;
}
