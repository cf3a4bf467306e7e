import { Metrics } from '@aws-lambda-powertools/metrics';
import { alarmedMetrics } from '../core/settings/alarmed-metrics.js';
import { deploymentOf, hasAllMetrics } from '../core/settings/environment.js';

/**
 * Metrics of one function of one deployment: the dimensions `service` (Powertools' own) and `deployment`, so that
 * deployments that share an account and a region neither add up nor set off each other's alarms. The construct's
 * alarms name both. With `metrics: false` only what an alarm monitors is published.
 */
export const deploymentMetrics = (variables: NodeJS.ProcessEnv): Metrics =>
  new DeploymentMetrics(deploymentOf(variables), hasAllMetrics(variables));

const alarmed = new Set<string>(alarmedMetrics);

class DeploymentMetrics extends Metrics {
  constructor(
    deployment: string,
    readonly publishesAll: boolean,
  ) {
    super({ defaultDimensions: { deployment } });
  }

  override addMetric(...metric: Parameters<Metrics['addMetric']>): this {
    const [name] = metric;
    return this.publishesAll || alarmed.has(name) ? super.addMetric(...metric) : this;
  }

  /** Without a metric, Powertools logs a warning. */
  override publishStoredMetrics(): this {
    return this.hasStoredMetrics() ? super.publishStoredMetrics() : this;
  }
}
