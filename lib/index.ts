export { Auth, type JwtAuthProps } from './auth.js';
export { Waybill } from './waybill.js';
export type { WaybillProps } from './waybill-props.js';
