import { Metrics } from '@aws-lambda-powertools/metrics';
import { deploymentOf } from '../core/settings/environment.js';

/**
 * Metrics of one function of one deployment: the dimensions `service` (Powertools' own) and `deployment`, so that
 * deployments that share an account and a region neither add up nor set off each other's alarms. The construct's
 * alarms name both.
 */
export const deploymentMetrics = (variables: NodeJS.ProcessEnv): Metrics =>
  new Metrics({ defaultDimensions: { deployment: deploymentOf(variables) } });
