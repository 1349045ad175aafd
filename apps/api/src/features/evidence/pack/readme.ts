/** What stands in the README of a pack. */
export interface ReadmeFacts {
  readonly caseNumber: string;
  /** ISO 8601. */
  readonly at: string;
  readonly events: number;
  readonly documents: number;
  readonly anchor: { readonly seq: number; readonly at: string; readonly statementHash: string } | null;
  readonly certificates: readonly {
    readonly name: string;
    readonly fingerprint: string;
    readonly selfSigned: boolean;
    readonly demo: boolean;
  }[];
  /** Time stamps of a third party in it. */
  readonly stamps: number;
}

const certificateLine = (one: ReadmeFacts['certificates'][number], selfSigned: string, demo: string): string =>
  `- ${one.name}${one.demo ? demo : one.selfSigned ? selfSigned : ''}\n  SHA-256 ${one.fingerprint}`;

const STAMPS_ZH = `  openssl ts -verify -data anchors/锚点.p7s -in anchors/锚点.tst -token_in -CAfile 机构根证书.pem
  openssl ts -verify -data stamps/文件.sig -in stamps/文件.tst -token_in -CAfile 机构根证书.pem
  openssl ts -reply -in anchors/锚点.tst -token_in -text    （显示时刻）
  grep -ci "$(od -An -v -tx1 stamps/文件.sig | tr -d ' \\n')" documents/文件.pdf    （该签名值确在 PDF 中）
  机构根证书请直接向时间戳机构索取，然后：TSA_CA=机构根证书.pem sh verify.sh
  没有根证书时，脚本用本证据包里的证书核验，这不能证明机构是谁。
`;
const STAMPS_EN = `  openssl ts -verify -data anchors/ANCHOR.p7s -in anchors/ANCHOR.tst -token_in -CAfile AUTHORITY.pem
  openssl ts -verify -data stamps/FILE.sig -in stamps/FILE.tst -token_in -CAfile AUTHORITY.pem
  openssl ts -reply -in anchors/ANCHOR.tst -token_in -text    (shows the time)
  grep -ci "$(od -An -v -tx1 stamps/FILE.sig | tr -d ' \\n')" documents/FILE.pdf    (that value is the one in the PDF)
  Get the root certificate from the authority itself, then: TSA_CA=AUTHORITY.pem sh verify.sh
  Without it the script takes the certificates of this pack, which does not prove who the authority is.
`;

/** Chinese. */
export function readmeZh(facts: ReadmeFacts): string {
  const { caseNumber, at, events, documents, anchor, certificates, stamps } = facts;
  return `工单 ${caseNumber} 证据包
导出时间 ${at}

内容
- events/events.jsonl  ${String(events)} 个事件，一行一个（规范化 JSON）；events/chain.txt 是每行的 SHA-256。每个事件含上一个事件的校验值。
- documents/  ${String(documents)} 份 PDF；sealed.txt 列出其中带电子签章的。
- plans/  变更方案各版本的规范化内容；hashes.tsv 是双方所确认的校验值。
- quotations/  报价单各版本的规范化内容；hashes.tsv 是客户所接受的校验值。
- confirmations/records.jsonl  书面确认的请求与记录。
- anchors/  经签名的锚点（当时全部记录的 Merkle 根）；proofs.tsv 是从本工单的记录到根的路径。
- certificates/  签名所用的证书，包括已更换的。
- stamps/  第三方时间戳（RFC 3161，${String(stamps)} 个）：list.tsv 每行是“被盖戳的文件”与“时间戳”；.sig 是 PDF 中的签名值，锚点的时间戳在 anchors/*.tst。
- SHA256SUMS、SHA256SUMS.p7s  全部文件的校验值及其签名；manifest.json 是同样的清单。

怎样核验（无需 Pledge，无需联网）
  sh verify.sh
或逐项：
  sha256sum -c SHA256SUMS
  openssl cms -verify -binary -inform DER -in SHA256SUMS.p7s -content SHA256SUMS -CAfile certificates/证书.pem -partial_chain -purpose any -no_check_time -out /dev/null
  pdfsig documents/文件.pdf
${stamps === 0 ? '' : STAMPS_ZH}  cat plans/方案.json documents/方案.pdf | sha256sum

最近的锚点
${anchor ? `第 ${String(anchor.seq)} 号，${anchor.at}\n声明的 SHA-256 ${anchor.statementHash}\n请与当时邮件中收到的锚点核对：这一步不依赖本证据包。` : '没有。'}

证书
${certificates.map((one) => certificateLine(one, '（自签名）', '（演示证书，没有任何效力）')).join('\n')}

不能证明什么
自签名证书不能证明持证者的真实身份。${stamps === 0 ? '没有第三方时间戳证明时刻。' : '时间戳只证明被盖戳的内容在该时刻已经存在，且仅在您信任该时间戳机构时成立；没有时间戳的文件，时刻没有第三方证明。'}请通过其他途径（例如合同或往来邮件）核对证书的 SHA-256。
`;
}

/** English. */
export function readmeEn(facts: ReadmeFacts): string {
  const { caseNumber, at, events, documents, anchor, certificates, stamps } = facts;
  return `Evidence of case ${caseNumber}
Exported ${at}

Contents
- events/events.jsonl  ${String(events)} events, one a line (canonical JSON); events/chain.txt has the SHA-256 of each line. Every event holds the hash of the one before.
- documents/  ${String(documents)} PDFs; sealed.txt lists those that carry a seal.
- plans/  canonical content of every version of the change plans; hashes.tsv has the hashes that both parties confirmed.
- quotations/  canonical content of every version of the quotations; hashes.tsv has the hashes that the customer accepted.
- confirmations/records.jsonl  requests and records of written confirmations.
- anchors/  signed anchors (Merkle roots over all records of their time); proofs.tsv leads from the records of this case to the roots.
- certificates/  certificates of the signatures, replaced ones too.
- stamps/  time stamps of a third party (RFC 3161): ${String(stamps)}. A line of list.tsv has the file that was stamped and its time stamp; .sig is the value of a signature in a PDF; those of anchors are anchors/*.tst.
- SHA256SUMS, SHA256SUMS.p7s  hashes of all files, and their signature; manifest.json is the same list.

How to verify (without Pledge, without a network)
  sh verify.sh
or one by one:
  sha256sum -c SHA256SUMS
  openssl cms -verify -binary -inform DER -in SHA256SUMS.p7s -content SHA256SUMS -CAfile certificates/CERTIFICATE.pem -partial_chain -purpose any -no_check_time -out /dev/null
  pdfsig documents/FILE.pdf
${stamps === 0 ? '' : STAMPS_EN}  cat plans/PLAN.json documents/PLAN.pdf | sha256sum

Last anchor
${anchor ? `number ${String(anchor.seq)}, ${anchor.at}\nSHA-256 of its statement ${anchor.statementHash}\nCompare it with the anchor that was mailed at the time: that step does not depend on this pack.` : 'There is none.'}

Certificates
${certificates.map((one) => certificateLine(one, ' (self-signed)', ' (演示证书, demonstration only, of no force)')).join('\n')}

What this does not prove
A self-signed certificate does not prove who its holder is. ${stamps === 0 ? 'No third party stamped the time.' : 'A time stamp proves only that what was stamped was there at that time, and only to those who trust its authority; the time of files without one is vouched for by no third party.'} Compare the SHA-256 of the certificate by another way, for example the contract or earlier mails.
`;
}
