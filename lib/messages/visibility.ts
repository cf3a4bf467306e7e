import { Duration } from 'aws-cdk-lib';
import { functions, type FunctionName } from '../../lambda/functions.js';

/**
 * Visibility timeout of messages. Lambda developer guide, "Using Lambda with Amazon SQS": six times the function's
 * timeout.
 */
export const hiddenWhile = (name: FunctionName): Duration =>
  Duration.seconds(6 * functions[name].timeoutSeconds);
