import { rmSync } from 'node:fs';
import { App, type AppProps } from 'aws-cdk-lib';

/**
 * A CDK app, whose assembly is removed afterwards: megabytes in the system's temporary folder, from which nothing else
 * removes them.
 */
export function withApp<Result>(use: (app: App) => Result, props: AppProps = {}): Result {
  const app = new App({ analyticsReporting: false, ...props });
  try {
    return use(app);
  } finally {
    rmSync(app.outdir, { recursive: true });
  }
}
