import { ElementType, parseDocument } from 'htmlparser2';
import { TemplateError } from '../templating/compile.js';

/** What htmlparser2 yields, narrowed to what the subset knows. */
export type HtmlNode = { readonly kind: 'text'; readonly text: string } | HtmlElement;
export interface HtmlElement {
  readonly kind: 'element';
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly HtmlNode[];
}
export interface HtmlSubset {
  /** Allowed attributes by allowed tag. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

/** Parses and refuses everything that is not listed: the error names the tag or attribute. Throws TemplateError. */
export function parseSubset(file: string, html: string, subset: HtmlSubset): HtmlNode[] {
  return convert(file, parseDocument(html, { lowerCaseTags: true, recognizeSelfClosing: true }).children, subset);
}

type ParsedNodes = ReturnType<typeof parseDocument>['children'];

function convert(file: string, nodes: ParsedNodes, subset: HtmlSubset): HtmlNode[] {
  const out: HtmlNode[] = [];
  for (const node of nodes) {
    switch (node.type) {
      case ElementType.Text:
        out.push({ kind: 'text', text: node.data });
        break;
      case ElementType.Comment:
        break;
      case ElementType.Tag: {
        const allowed = Object.hasOwn(subset.tags, node.name) ? subset.tags[node.name] : undefined;
        if (!allowed) throw new TemplateError(file, `<${node.name}> is not allowed`);
        for (const attribute of Object.keys(node.attribs)) {
          if (!allowed.includes(attribute)) throw new TemplateError(file, `<${node.name} ${attribute}> is not allowed`);
        }
        out.push({
          kind: 'element',
          tag: node.name,
          attributes: node.attribs,
          children: convert(file, node.children, subset),
        });
        break;
      }
      default:
        throw new TemplateError(file, `<${'name' in node ? node.name : node.type}> is not allowed`);
    }
  }
  return out;
}
