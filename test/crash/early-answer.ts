import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long the mutant has answered before it commits, ms: most of the time, so that hardly a kill misses it. */
const EARLY_MS = 300;

/**
 * A copy of the built server that acknowledges before it commits; where it starts. What the batch computed is answered at
 * once, and the transaction ends a moment later. @throws Error when the built code is not as it is known here.
 */
export function buildEarlyAnswer(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync('dist', join(folder, 'dist'), { recursive: true });
  for (const part of ['node_modules', 'processes', 'templates', 'package.json'])
    symlinkSync(join(process.cwd(), part), join(folder, part));
  const file = join(folder, 'dist', 'libs', 'runtime', 'src', 'execute-commands.js');
  const code = readFileSync(file, 'utf8');
  const begin = 'const { session, outcomes } = await this.context.unitOfWork.run(async (tx) => {';
  const end = 'return { session: own, outcomes: await runInSession(own, commands) };\n        });';
  if (!code.includes(begin) || !code.includes(end)) throw new Error('the built transaction looks otherwise');
  const mutated = code
    .replace(
      begin,
      'const { session, outcomes } = await new Promise((tell, fail) => this.context.unitOfWork.run(async (tx) => {',
    )
    .replace(
      end,
      `const early = { session: own, outcomes: await runInSession(own, commands) };
            tell(early);
            await new Promise((resolve) => setTimeout(resolve, ${EARLY_MS}));
            return early;
        }).catch(fail));`,
    );
  writeFileSync(file, mutated);
  return join(folder, 'dist', 'apps', 'api', 'src', 'main.js');
}
