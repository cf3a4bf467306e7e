const key = 'waybill.layout';

export type Layout = 'list' | 'grid';

/** As it was chosen last. */
export const layoutNow = (): Layout => (localStorage.getItem(key) === 'grid' ? 'grid' : 'list');

export const keepLayout = (layout: Layout): void => localStorage.setItem(key, layout);
