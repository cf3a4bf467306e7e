/** Names of this machine, as a browser writes them in `Origin` (RFC 6454 section 6.2): any port may follow. */
const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** Whether an origin is a page that some server on this machine serves, such as Vite's on http://localhost:5173. */
export const isLoopbackOrigin = (origin: string): boolean => loopback.test(origin);
