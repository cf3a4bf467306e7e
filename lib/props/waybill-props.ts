import type { AccessProps } from './access-props.js';
import type { CdnProps } from './cdn-props.js';
import type { ContentProps } from './content-props.js';
import type { DomainProps } from './domain-props.js';
import type { EndpointProps } from './endpoint-props.js';
import type { EventProps } from './event-props.js';
import type { LifetimeProps } from './lifetime-props.js';
import type { LimitProps } from './limit-props.js';
import type { OperationProps } from './operation-props.js';
import type { SiteProps } from './site-props.js';
import type { SweepProps } from './sweep-props.js';

/**
 * The props of the construct; all are optional. An invalid prop throws at synth, with its name, the expected value
 * and the actual one.
 */
export interface WaybillProps
  extends
    AccessProps,
    ContentProps,
    LifetimeProps,
    LimitProps,
    OperationProps,
    EventProps,
    EndpointProps,
    DomainProps,
    SweepProps,
    SiteProps,
    CdnProps {}
