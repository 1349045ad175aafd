import type { ModuleDeclaration } from 'didi';

type Entries = Record<string, unknown>;
interface Palette {
  registerProvider(priority: number, provider: { getPaletteEntries(): (entries: Entries) => Entries }): void;
}
interface Create {
  start(event: unknown, shape: unknown): void;
}
interface ElementFactory {
  createShape(attributes: { type: string }): unknown;
}

/** The palette offers a user task where bpmn-js offers a task that nobody does: work for people is what is drawn here. */
function UserTaskEntry(
  palette: Palette,
  create: Create,
  elementFactory: ElementFactory,
  translate: (text: string) => string,
): void {
  const start = (event: unknown): void => create.start(event, elementFactory.createShape({ type: 'bpmn:UserTask' }));
  palette.registerProvider(500, {
    getPaletteEntries: () => (entries) =>
      Object.fromEntries(
        Object.entries(entries).map(([name, entry]) =>
          name === 'create.task'
            ? [
                'create.user-task',
                {
                  group: 'activity',
                  className: 'bpmn-icon-user-task',
                  title: translate('Create user task'),
                  action: { dragstart: start, click: start },
                },
              ]
            : [name, entry],
        ),
      ),
  });
}
UserTaskEntry.$inject = ['palette', 'create', 'elementFactory', 'translate'];

export const userTaskEntryModule: ModuleDeclaration = {
  __init__: ['userTaskEntry'],
  userTaskEntry: ['type', UserTaskEntry],
};
