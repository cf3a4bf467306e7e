const views = ['feed', 'files'] as const;
export type View = (typeof views)[number];

/** The current view, with its filters. */
export interface ViewRoute {
  readonly view: View;
  readonly query: URLSearchParams;
}

/**
 * Parses the part after `#`: every view has its own URL, which any file server can serve.
 * @param hash `#/files?kind=image`; an unknown view is the feed
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
