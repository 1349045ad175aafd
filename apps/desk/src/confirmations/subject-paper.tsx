import type { ConfirmationSections } from '@pledge/contracts';

/** What is to be confirmed, in the order of the paper: all of it, with the exact commands. */
export function SubjectPaper({ sections }: { readonly sections: ConfirmationSections }): React.JSX.Element {
  return (
    <div className="subject-paper">
      {sections.map((section) => (
        <section key={section.heading}>
          <h3>{section.heading}</h3>
          {section.paragraphs.map((text, index) => (
            <p key={`${String(index)}-${text}`}>{text}</p>
          ))}
          {section.commands.map((block, index) => (
            <pre key={`${String(index)}-${block}`}>
              <code>{block}</code>
            </pre>
          ))}
        </section>
      ))}
    </div>
  );
}
