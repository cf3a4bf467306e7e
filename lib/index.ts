export { Auth, type JwtAuthProps } from './auth.js';
export { ContentLevel } from './content-level.js';
export { OnFinding } from './on-finding.js';
export { Permission } from './permission.js';
export { StorageAddressing } from './storage-addressing.js';
export { Waybill } from './waybill.js';
export type { SweepProps } from './sweep-props.js';
export type { WebhookProps } from './webhook-props.js';
export type { WaybillProps } from './waybill-props.js';
