import { z } from 'zod';

/** `page.json`: what stands around the text. Strings are templates over the same data as `print.hbs`. */
export const pageSpecSchema = z.strictObject({
  /** Grows with every change of the print; stored with the document. */
  version: z.number().int().positive(),
  /** Title of the stored document and of the PDF's properties. */
  title: z.string(),
  /** Two or three letters inside the document number: `GD-2026-0001-FX01`. */
  numberPrefix: z.string().regex(/^[A-Z]{2,3}$/),
  orientation: z.enum(['portrait', 'landscape']).default('portrait'),
  /** Top left of every page. */
  header: z.string(),
  /** Label of the number, top right. */
  numberLabel: z.string(),
  /** Drawn top right of the first page; empty: none. */
  qr: z.string().default(''),
  /** Bottom left of every page. */
  footer: z.string(),
  /** Bottom right; `{page}` and `{pages}` are filled. */
  pageNumbers: z.string(),
  /** Empty: none. A drill always gets 演练, whatever stands here. */
  watermark: z.string().default(''),
});
export type PageSpec = z.infer<typeof pageSpecSchema>;
