/**
 * The CDK construct that provisions the whole service. See docs/construct.md.
 *
 * @module waybill
 */

export { Auth, type JwtAuthProps } from './auth/auth.js';
export type { AuthorizerResult, LambdaAuthProps } from './auth/lambda-auth.js';
export type { CognitoAuthProps } from './auth/user-pool.js';
export { CdnAccessLogs, type CdnAccessLogsProps } from './cdn/access-logs.js';
export { ContentLevel } from './props/content-level.js';
export { FindingGrade } from './props/finding-grade.js';
export { OnFinding } from './props/on-finding.js';
export { OnMismatch } from './props/on-mismatch.js';
export { Permission } from './props/permission.js';
export { StorageAddressing } from './props/storage-addressing.js';
export { Waybill } from './waybill.js';
export type { AccessProps } from './props/access-props.js';
export type { CdnProps } from './props/cdn-props.js';
export type { ContentProps } from './props/content-props.js';
export type { DomainProps } from './props/domain-props.js';
export type { EndpointProps } from './props/endpoint-props.js';
export type { EventProps } from './props/event-props.js';
export type { LifetimeProps } from './props/lifetime-props.js';
export type { LimitProps } from './props/limit-props.js';
export type { OperationProps } from './props/operation-props.js';
export type { SiteProps } from './props/site-props.js';
export type { SweepProps } from './props/sweep-props.js';
export type { WaybillProps } from './props/waybill-props.js';
export type { WebhookProps } from './props/webhook-props.js';
