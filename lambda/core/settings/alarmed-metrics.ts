/** The metrics of a deployment's own that its alarms monitor: published with `metrics: false` too. */
export const alarmedMetrics = [
  'FilesStuck',
  'FilesUnreadable',
  'ReadsUnannounced',
  'WebhooksDisabled',
] as const;

export type AlarmedMetric = (typeof alarmedMetrics)[number];
