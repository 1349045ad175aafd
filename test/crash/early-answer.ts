import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A server that acknowledges before it commits. */
export interface EarlyAnswer {
  /** Where it starts. */
  readonly entry: string;
  /** While this file exists it commits so late that what is acknowledged meanwhile cannot outlive a kill. */
  readonly hold: string;
}

/** How long the mutant has answered before it commits, ms. */
const EARLY_MS = 300;
/** The same while it is held, ms: far more than lies between an acknowledgement and the kill, on any machine. */
const HELD_MS = 4000;

/**
 * A copy of the built server that acknowledges before it commits. What the batch computed is answered at once, and
 * the transaction ends a moment later. @throws Error when the built code is not as it is known here.
 */
export function buildEarlyAnswer(folder: string): EarlyAnswer {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync('dist', join(folder, 'dist'), { recursive: true });
  for (const part of ['node_modules', 'processes', 'templates', 'package.json'])
    symlinkSync(join(process.cwd(), part), join(folder, part));
  const hold = join(process.cwd(), folder, 'hold');
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
            const { existsSync } = await import('node:fs');
            for (let ms = 0; ms < (existsSync(${JSON.stringify(hold)}) ? ${HELD_MS} : ${EARLY_MS}); ms += 50)
                await new Promise((resolve) => setTimeout(resolve, 50));
            return early;
        }).catch(fail));`,
    );
  writeFileSync(file, mutated);
  return { entry: join(folder, 'dist', 'apps', 'api', 'src', 'main.js'), hold };
}
