import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { ResourceRow } from '@pledge/runtime';
import { TemplateError } from './compile.js';
import { json, loadTemplates, TEMPLATE_LANGUAGES, type Template, type TemplateLanguage } from './load-template.js';

export type { Template, TemplateLanguage } from './load-template.js';
export type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Where a paper or a message takes its template from: the catalogue, or a draft that is tried. */
export type TemplateSource = Pick<TemplateCatalog, 'find' | 'labels'>;

/** A deployed version: its languages, or why it cannot be used. */
interface Deployed {
  readonly id: string;
  readonly templates: readonly Template[] | TemplateError;
}

/**
 * All templates: those of a folder, compiled at once, so that a bad one stops the start and not a customer's document;
 * and over them the newest deployed version of each name (design D9): what an administrator changed is what is used.
 */
export class TemplateCatalog {
  private readonly shipped = new Map<string, readonly Template[]>();
  private deployed: ReadonlyMap<string, Deployed> = new Map();
  private readonly words = new Map<TemplateLanguage, Labels>();

  /**
   * `newest` answers the newest deployed version of every template; `refresh` asks it.
   * @throws TemplateError, naming the file of the folder.
   */
  constructor(
    folder: string,
    private readonly newest: () => Promise<readonly Pick<ResourceRow, 'id' | 'key' | 'content'>[]> = () =>
      Promise.resolve([]),
  ) {
    for (const language of TEMPLATE_LANGUAGES) {
      const file = `labels.${language}.json`;
      const path = join(folder, file);
      this.words.set(language, existsSync(path) ? (json(file, readFileSync(path, 'utf8')) as Labels) : {});
    }
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory())
        this.shipped.set(entry.name, loadTemplates(entry.name, filesOf(join(folder, entry.name))));
    }
  }

  /** Takes over what was deployed meanwhile, here or on another node. Call it before `find`; known versions cost no compiling. */
  async refresh(): Promise<void> {
    const rows = await this.newest();
    const known = this.deployed;
    this.deployed = new Map(
      rows.map((row) => {
        const before = known.get(row.key);
        return [row.key, before?.id === row.id ? before : { id: row.id, templates: compiled(row.key, row.content) }];
      }),
    );
  }

  /** Words for codes (`labels.<language>.json`): group → code → text. Given to every template as `labels`. */
  labels(language: TemplateLanguage): Labels {
    return this.words.get(language) ?? {};
  }

  /**
   * A draft of one template, with the words of this catalogue, for trying it.
   * @throws TemplateError naming the file that cannot be used
   */
  draft(name: string, files: Readonly<Record<string, string>>): TemplateSource {
    const templates = loadTemplates(name, files);
    return {
      labels: (language) => this.labels(language),
      find: (_name, language) =>
        templates.find((template) => template.language === language) ??
        templates.find((template) => template.language === 'zh-CN') ??
        null,
    };
  }

  names(): string[] {
    return [...new Set([...this.shipped.keys(), ...this.deployed.keys()])].sort();
  }

  all(): Template[] {
    return this.names().flatMap((name) => this.templatesOf(name));
  }

  /**
   * The template in the wanted language, else in Chinese; null when there is none of that name.
   * @throws TemplateError when the deployed version cannot be used: an older build took it, or its rules were softer
   */
  find(name: string, language: TemplateLanguage): Template | null {
    const templates = this.templatesOf(name);
    const of = (wanted: TemplateLanguage) => templates.find((template) => template.language === wanted);
    return of(language) ?? of('zh-CN') ?? null;
  }

  private templatesOf(name: string): readonly Template[] {
    const templates = this.deployed.get(name)?.templates ?? this.shipped.get(name) ?? [];
    if (templates instanceof TemplateError) throw templates;
    return templates;
  }
}

function compiled(name: string, content: string): Deployed['templates'] {
  try {
    return loadTemplates(name, json(name, content) as Record<string, string>);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
}

/** The files of a template's folder, by their name below it. */
function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return Object.fromEntries(names.map((name) => [name.split(sep).join('/'), readFileSync(join(folder, name), 'utf8')]));
}
