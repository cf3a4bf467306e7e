/**
 * What the service tells itself through validate's queue: in the form of an EventBridge event, as everything there, so
 * that one reader and one redrive serve all.
 */
export type ValidatorMessage =
  | {
      readonly source: 'waybill';
      readonly 'detail-type': 'Held File Decided';
      readonly detail: {
        readonly id: string;
        readonly verdict: 'release' | 'reject';
        readonly by: string;
        /** ISO 8601. */
        readonly at: string;
      };
    }
  | {
      readonly source: 'waybill';
      /** `Object Found`: the sweep saw bytes whose event never came, or came to nothing. */
      readonly 'detail-type': 'Malware Scan Awaited' | 'Object Found';
      readonly detail: { readonly key: string; readonly versionId: string };
    };
