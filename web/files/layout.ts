const key = 'waybill.layout';

export type Layout = 'list' | 'grid';

/** The last choice. */
export const layoutNow = (): Layout => (localStorage.getItem(key) === 'grid' ? 'grid' : 'list');

export const keepLayout = (layout: Layout): void => localStorage.setItem(key, layout);
