/** A path of the API; the caller's values are encoded, so that they cannot change the route. */
export const idPath = (...steps: readonly string[]): `/${string}` =>
  `/${steps.map(encodeURIComponent).join('/')}`;
