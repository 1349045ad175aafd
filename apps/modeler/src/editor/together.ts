import type { ModuleDeclaration } from 'didi';
import type { StudioModeler } from './create-modeler.js';
import type { Services } from './diagram-types.js';

const COMMAND = 'pledge.together';

/** Runs changes of the diagram as one step of the command stack: one undo takes all of them back. */
export function together(modeler: StudioModeler, run: () => void): void {
  modeler.service('commandStack').execute(COMMAND, { run });
}

class Together {
  preExecute({ run }: { readonly run: () => void }): void {
    run();
  }
}

function register(commandStack: Services['commandStack']): void {
  commandStack.registerHandler(COMMAND, Together);
}
register.$inject = ['commandStack'];

export const togetherModule: ModuleDeclaration = { __init__: [register] };
