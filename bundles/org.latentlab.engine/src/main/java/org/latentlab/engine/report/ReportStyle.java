package org.latentlab.engine.report;

/**
 * The report's style sheet: one column on a phone, the models side by side where there is room, ink-saving in print.
 */
final class ReportStyle {

    static final String CSS = """
        :root{--ink:#222b36;--muted:#5b6673;--line:#dfe4e9;--soft:#f5f7f9;--accent:#0072b2;--bad:#b34700}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:#fff;color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,
        "Helvetica Neue",Arial,sans-serif}
        main{max-width:1320px;margin:0 auto;padding:0 24px 64px}
        header{border-top:6px solid var(--accent);padding:36px 0 8px}
        h1{font-size:2.1rem;line-height:1.2;margin:0 0 12px;letter-spacing:-.01em;overflow-wrap:anywhere}
        h2{font-size:1.4rem;line-height:1.25;margin:56px 0 6px;padding-top:14px;border-top:1px solid var(--line)}
        h3{font-size:1.05rem;margin:20px 0 8px;overflow-wrap:anywhere}
        p{max-width:76ch;margin:8px 0 12px}
        .lead{font-size:1.08rem;color:var(--muted)}
        nav{font-size:.92rem;display:flex;flex-wrap:wrap;gap:4px 18px;margin:14px 0 0}
        nav a{color:var(--accent);text-decoration:none}nav a:hover{text-decoration:underline}
        .findings{background:var(--soft);border-radius:10px;padding:20px 26px;margin:24px 0 0}
        .findings h2{margin:0 0 8px;padding:0;border:0}
        .findings ul{margin:0;padding-left:1.2em}.findings li{margin:7px 0;max-width:92ch}
        .findings h3{margin:14px 0 2px;color:var(--muted);font-size:.95rem}
        .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:20px 28px;
        align-items:start}
        .columns>*{min-width:0}
        .card{border:1px solid var(--line);border-radius:10px;padding:14px 20px}
        .card h3{margin:0 0 4px}.card p{margin:0 0 10px;color:var(--muted);font-size:.95rem;overflow-wrap:anywhere}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(118px,1fr));gap:8px 16px;margin:0;
        align-items:end}
        .nb{white-space:nowrap}.tiles dt{font-size:.8rem;color:var(--muted)}
        .tiles dd{margin:0;font-size:1.35rem;font-weight:600;font-variant-numeric:tabular-nums}
        .scroll{overflow-x:auto;margin:18px 0;-webkit-overflow-scrolling:touch}
        table{border-collapse:collapse;font-size:.93rem;font-variant-numeric:tabular-nums}
        caption{text-align:left;font-weight:600;padding:0 0 8px}
        th,td{padding:6px 12px;border-bottom:1px solid var(--line);text-align:right;vertical-align:baseline}
        thead th{border-bottom:2px solid var(--ink);font-weight:600;vertical-align:bottom}
        tbody th,tfoot th,thead th:first-child{text-align:left;font-weight:500}
        tbody tr:hover{background:var(--soft)}
        tfoot td,tfoot th,tr.mean td,tr.mean th{color:var(--muted);font-size:.87rem;border-bottom-style:dotted}
        table.areas{min-width:min(100%,720px)}
        table.areas .model{text-align:left;padding-left:28px}
        td.bar{text-align:left;padding-left:28px;white-space:nowrap}
        .track{display:inline-block;width:120px;height:9px;border-radius:2px;background:var(--soft);margin-right:10px;
        vertical-align:middle}
        .track span{display:block;height:100%;border-radius:2px;background:var(--accent)}
        tr.mean .value{margin-left:130px}
        td.worst .value{font-weight:700;color:var(--bad)}td.worst .track span{background:#d55e00}
        .own{color:var(--muted);font-size:.85em;margin-left:8px}
        .ratio{color:var(--muted);font-size:.87rem;white-space:nowrap}thead .ratio{font-weight:400}
        .none{color:var(--muted)}
        table.composition th,table.composition td{padding:5px 10px;white-space:nowrap}
        table.composition thead th{white-space:normal;min-width:64px}
        .reference{color:var(--muted);border-right:1px solid var(--line)}.marked{font-weight:600}
        .meaning,table.clusters .meaning{text-align:left;color:var(--muted);font-size:.87rem;min-width:220px}
        table.clusters thead .model{white-space:nowrap}
        table.plain td,table.plain th{text-align:left;vertical-align:top}
        dl.settings{display:grid;grid-template-columns:minmax(120px,max-content) 1fr;gap:4px 18px;font-size:.9rem;
        margin:8px 0}
        dl.settings dt{color:var(--muted)}dl.settings dd{margin:0;overflow-wrap:anywhere}
        figure{margin:10px 0 18px;break-inside:avoid}
        figure img{display:block;max-width:100%;height:auto;border:1px solid var(--line);border-radius:6px}
        figcaption{font-size:.88rem;color:var(--muted);margin-top:6px;max-width:76ch}
        .note{font-size:.88rem;color:var(--muted)}.note li{margin:3px 0}
        .key{font-weight:600;color:var(--ink)}
        footer{margin-top:56px;padding-top:12px;border-top:1px solid var(--line);font-size:.85rem;color:var(--muted)}
        @media (max-width:640px){main{padding:0 14px 40px}h1{font-size:1.6rem}.findings{padding:14px 16px}
        th,td{padding:5px 8px}.track{display:none}.own{display:block;margin:0}
        tbody th,tfoot th,thead th:first-child{position:sticky;left:0;background:#fff;max-width:38vw}
        caption{white-space:normal;max-width:88vw}tr.mean .value{margin-left:0}td.bar,
        table.areas .model{padding-left:12px}
        figure.wide{overflow-x:auto}figure.wide img{max-width:none;width:820px}
        dl.settings{grid-template-columns:1fr;gap:0}dl.settings dd{margin-bottom:6px}}
        @media print{@page{margin:14mm}body{font-size:10.5pt}main{max-width:none;padding:0}nav{display:none}
        h2{break-after:avoid}h3,caption{break-after:avoid}tr,.card,.findings li{break-inside:avoid}
        .columns{grid-template-columns:repeat(2,1fr)}.scroll{overflow:visible}table{font-size:8.5pt}
        th,td{padding:3px 6px}table{break-inside:avoid}
        table.composition th,table.composition td{white-space:normal;padding:2px 4px;font-size:7.5pt}
        table.composition thead th{min-width:0}.track,td,.findings{-webkit-print-color-adjust:exact;
        print-color-adjust:exact}}
        """;

    private ReportStyle() {
    }
}
