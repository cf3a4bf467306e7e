/** Asynchronous messages between the functions of the service. */
export type FunctionMessage =
  /** To `presign`, which may write: join the parts of a file whose client did not finish. */
  | {
      readonly source: 'waybill';
      readonly 'detail-type': 'Joining Unfinished';
      readonly detail: { readonly id: string };
    }
  /** To `sweep`: continue an owner's erasure now. */
  | {
      readonly source: 'waybill';
      readonly 'detail-type': 'Erasure Requested';
      readonly detail: { readonly owner: string };
    };

export const joiningUnfinished = (id: string): FunctionMessage => ({
  source: 'waybill',
  'detail-type': 'Joining Unfinished',
  detail: { id },
});

export const erasureRequested = (owner: string): FunctionMessage => ({
  source: 'waybill',
  'detail-type': 'Erasure Requested',
  detail: { owner },
});

export const isFunctionMessage = (event: object): event is FunctionMessage =>
  'source' in event && event.source === 'waybill';
