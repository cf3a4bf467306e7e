import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { WaybillStack } from '../lib/waybill-stack.js';
import { readConfiguration } from './configuration.js';

try {
  const app = new App();
  const { stackName, props } = readConfiguration(app.node.getAllContext());
  new WaybillStack(app, stackName, props);
  // A finding without an acknowledgement fails the synthesis.
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
} catch (error) {
  // Our own errors are messages for the user; a stack trace does not help.
  if (!(error instanceof Error) || !error.message.startsWith('Waybill: ')) throw error;
  process.stderr.write(`${error.message}\n`);
  // Not `exitCode`: the app would still synthesize on exit.
  process.exit(1);
}
