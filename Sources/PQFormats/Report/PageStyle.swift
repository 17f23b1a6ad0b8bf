/// How a report's page looks: on the screen, light or dark, and on A4.
enum PageStyle {
  static let text = """
    :root { color-scheme: light dark; --ink: #1f2328; --paper: #ffffff; --soft: #59636e;
      --line: #d1d9e0; --band: #f6f8fa; --link: #0b57d0; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6e8eb; --paper: #16191d; --soft: #9aa4ae; --line: #3a4149;
        --band: #1f242a; --link: #8ab4f8; }
      figure svg { filter: invert(0.91) hue-rotate(180deg); }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.75;
      font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
        "WenQuanYi Micro Hei", system-ui, sans-serif; font-size: 16px; }
    main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
    h1, h2, h3, h4 { line-height: 1.35; margin: 2em 0 0.6em; break-after: avoid; }
    h1 { font-size: 1.75rem; margin-top: 0; text-wrap: balance; }
    h2 { font-size: 1.3rem; border-bottom: 1px solid var(--line); padding-bottom: 0.25em; }
    h3 { font-size: 1.1rem; }
    p, ul, ol, blockquote, pre, .table, figure { margin: 0 0 1em; }
    a { color: var(--link); }
    .record { color: var(--soft); font-size: 0.8125rem; overflow-wrap: anywhere; }
    blockquote { border-left: 3px solid var(--line); padding-left: 1em; color: var(--soft);
      margin-left: 0; }
    pre, code { font-family: "Noto Sans Mono CJK SC", "Sarasa Mono SC", ui-monospace, monospace;
      font-size: 0.875em; }
    pre { background: var(--band); padding: 0.75em 1em; overflow-x: auto; line-height: 1.5; }
    hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
    .table { overflow-x: auto; }
    table { border-collapse: collapse; font-size: 0.9375rem; min-width: 40%;
      font-variant-numeric: tabular-nums; }
    th, td { padding: 0.35em 0.8em; border-bottom: 1px solid var(--line); text-align: left;
      vertical-align: top; }
    thead th { border-bottom: 2px solid var(--soft); background: var(--band);
      white-space: nowrap; }
    tfoot td { border-top: 2px solid var(--soft); font-weight: 600; }
    tr { break-inside: avoid; }
    figure { break-inside: avoid; }
    figure svg { max-width: 100%; height: auto; }
    @media print {
      @page { size: A4; margin: 22mm 20mm; }
      :root { --ink: #000000; --paper: #ffffff; --soft: #444444; --line: #999999;
        --band: #ffffff; --link: #000000; }
      body { font-size: 11pt; }
      main { max-width: none; padding: 0; }
      .table { overflow: visible; }
      thead { display: table-header-group; }
      tfoot { display: table-row-group; }
      figure svg { filter: none; }
    }

    """
}
