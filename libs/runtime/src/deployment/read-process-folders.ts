/** A file of a deployment. `name` is its path, with `/`. */
export interface DeploymentFile {
  readonly name: string;
  readonly content: string;
}
export interface DeploymentGroup {
  /** Name of the folder. */
  readonly name: string;
  readonly resources: readonly DeploymentFile[];
}

/**
 * Groups files by their first folder (`processes/<process>/…` with `root` = `processes`): what one deployment holds. Files
 * that are no model, such as specs, are left out.
 */
export function readProcessFolders(files: readonly DeploymentFile[], root = ''): DeploymentGroup[] {
  const prefix = root === '' ? '' : `${root.replace(/\/$/, '')}/`;
  const groups = new Map<string, DeploymentFile[]>();
  for (const file of files) {
    if (!file.name.startsWith(prefix) || fileKind(file.name) === 'unknown') continue;
    const rest = file.name.slice(prefix.length);
    const folder = rest.includes('/') ? (rest.split('/')[0] ?? '') : '';
    groups.set(folder, [...(groups.get(folder) ?? []), file]);
  }
  return [...groups].map(([name, resources]) => ({ name, resources })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

export type FileKind = 'process' | 'decision' | 'form' | 'template' | 'rule' | 'unknown';

const TEMPLATE_FILES = /(^|\/)(page|sample)\.json$/;

/** Told by the name alone. `page.json` and `sample.json` belong to the template beside them. */
export function fileKind(name: string): FileKind {
  if (name.endsWith('.bpmn') || name.endsWith('.bpmn20.xml')) return 'process';
  if (name.endsWith('.dmn')) return 'decision';
  if (name.endsWith('.form.json') || name.endsWith('.form')) return 'form';
  if (name.endsWith('.rule.json')) return 'rule';
  if (name.endsWith('.hbs') || TEMPLATE_FILES.test(name)) return 'template';
  return 'unknown';
}
