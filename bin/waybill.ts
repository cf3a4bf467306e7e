import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { WaybillStack } from '../lib/waybill-stack.js';
import { readConfiguration } from './configuration.js';

try {
  const app = new App();
  const { stackName, props } = readConfiguration(app.node.getAllContext());
  new WaybillStack(app, stackName, props);
  // A finding that nobody acknowledged with a reason fails the synthesis.
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
} catch (error) {
  // Our own errors are sentences for whoever typed the value; the stack behind them helps nobody.
  if (!(error instanceof Error) || !error.message.startsWith('Waybill: ')) throw error;
  process.stderr.write(`${error.message}\n`);
  // Not `exitCode`: the app would still synthesize what there is of it, on its way out.
  process.exit(1);
}
