import type { StudioKind } from '@pledge/contracts';
import { Problem } from '@pledge/runtime';

/** The files of a deployment that a draft stands for. @throws Problem DRAFT_BROKEN for a template that is no JSON object of texts */
export function filesOf(draft: {
  readonly kind: StudioKind;
  readonly key: string;
  readonly content: string;
}): { name: string; content: string }[] {
  const { kind, key, content } = draft;
  switch (kind) {
    case 'process':
      return [{ name: `${key}.bpmn`, content }];
    case 'decision':
      return [{ name: `${key}.dmn`, content }];
    case 'form':
      return [{ name: `${key}.form.json`, content }];
    case 'rule':
      return [{ name: `${key}.rule.json`, content }];
    case 'template':
      return Object.entries(filesOfTemplate(key, content)).map(([name, text]) => ({
        name: `templates/${key}/${name}`,
        content: text,
      }));
  }
}

function filesOfTemplate(key: string, content: string): Record<string, string> {
  let files: unknown;
  try {
    files = JSON.parse(content);
  } catch {
    throw new Problem('invalid', 'DRAFT_BROKEN', { key });
  }
  if (typeof files !== 'object' || files === null || Array.isArray(files))
    throw new Problem('invalid', 'DRAFT_BROKEN', { key });
  for (const [name, text] of Object.entries(files))
    if (typeof text !== 'string' || !/^(en\/)?[\w-]+\.(hbs|json)$/.test(name))
      throw new Problem('invalid', 'DRAFT_BROKEN', { key: `${key}/${name}` });
  return files as Record<string, string>;
}
