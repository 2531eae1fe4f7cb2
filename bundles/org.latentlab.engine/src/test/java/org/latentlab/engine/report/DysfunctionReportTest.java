package org.latentlab.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

class DysfunctionReportTest {

    private static final String EVIL = "<script>alert('x')</script>\"&";
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)([^>]*)>");

    private static String html() {
        return new DysfunctionReport(StudyExample.study(StudyExample.model("2-D", 1, "margin 0–3", "margin 1–2"),
            StudyExample.model("3-D", 0.5, "margin 2–5", "margin 4–7"))).html();
    }

    @Test
    void pageStandsAlone() {
        final String html = html();
        final Matcher attribute = Pattern.compile("(?i)\\b(src|href|action|data|poster|srcset)\\s*=\\s*\"([^\"]*)\"")
            .matcher(html);
        int pictures = 0;
        while (attribute.find()) {
            assertTrue(attribute.group(2).startsWith("data:image/") || attribute.group(2).startsWith("#"),
                attribute.group());
            pictures += attribute.group(2).startsWith("data:") ? 1 : 0;
        }
        assertEquals(4, pictures);
        final String markup = html.replaceAll("base64,[A-Za-z0-9+/=]+", "");
        assertFalse(markup.contains("http:") || markup.contains("https:") || markup.contains("//"), "an address");
        assertFalse(Pattern.compile("(?i)<script|<link|<iframe|<object|@import|url\\(|\\son[a-z]+=").matcher(markup)
            .find());
    }

    @Test
    void everyElementIsClosedInOrder() {
        final Set<String> empty = Set.of("meta", "img", "br", "hr");
        final Deque<String> open = new ArrayDeque<>();
        final Matcher tag = TAG.matcher(html().replaceAll("(?s)<style>.*?</style>", ""));
        while (tag.find()) {
            if (tag.group(1).isEmpty()) {
                if (!empty.contains(tag.group(2))) {
                    open.push(tag.group(2));
                }
            } else {
                assertEquals(open.pop(), tag.group(2));
            }
        }
        assertTrue(open.isEmpty(), open.toString());
    }

    @Test
    void contentsPointToSectionsThatExist() {
        final String html = html();
        final Matcher link = Pattern.compile("href=\"#([a-z]+)\"").matcher(html);
        int links = 0;
        while (link.find()) {
            assertTrue(html.contains("<h2 id=\"" + link.group(1) + "\">"), link.group(1));
            links++;
        }
        assertEquals(9, links);
    }

    @Test
    void everythingFromOutsideIsEscaped() {
        final StudyModel model = new StudyModel(EVIL, EVIL, List.of(new AreaScore(EVIL, 1, 1, 1, 1, 1, 1, 1)),
            List.of(new AreaComposition(EVIL, List.of(EVIL), new long[]{1}, new long[]{1})),
            List.of(new Measure(EVIL, 1, EVIL)),
            List.of(new ReportFigure(ReportFigure.Kind.OTHER, EVIL, EVIL, "image/png", new byte[]{1})),
            List.of(new KeyValue(EVIL, EVIL)), List.of(EVIL));
        final String html = new DysfunctionReport(new Study(EVIL, EVIL, EVIL, EVIL, List.of(model),
            List.of(new ReportTable(EVIL, List.of(EVIL), List.of(List.of(EVIL)), EVIL)),
            List.of(new KeyValue(EVIL, EVIL))))
            .html();
        assertFalse(html.contains("<script"));
        assertFalse(html.contains("alert('x')"));
        assertFalse(html.contains("=\"<"));
        assertTrue(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;"));
    }

    @Test
    void escapingReplacesWhatHtmlForbids() {
        assertEquals("a&amp;&lt;b&gt;&quot;&#39;\ufffd\n–é", Html.escape("a&<b>\"'\u0000\n–é"));
    }

    @Test
    void tablesHoldTheFiguresOfAllModelsSideBySide() {
        final String html = html();
        final String frechet = between(html, "<h2 id=\"frechet\">", "<h2 id=\"inception\">");
        final String prior = between(frechet, "<th scope=\"row\">prior</th>", "</tr>");
        assertTrue(prior.contains(">20.0<") && prior.contains(">10.0<") && prior.contains("baseline"));
        final String first = between(frechet, "<th scope=\"row\">margin, no. 1</th>", "</tr>");
        assertTrue(first.contains(">40.0<") && first.contains(">margin 0–3<") && first.contains("× 2.0"));
        assertTrue(first.contains(">20.0<") && first.contains(">margin 2–5<"));
        assertTrue(between(frechet, "mean of 2 margins</th>", "</tr>").contains(">60.0<"));
        final String inception = between(html, "<h2 id=\"inception\">", "<h2 id=\"composition\">");
        assertTrue(inception.contains(">6.80 ± 0.05<") && inception.contains(">1,500<"));
        assertTrue(between(inception, "<th scope=\"row\">centre</th>", "</tr>").contains("class=\"bar worst\""));
        final String clusters = between(html, "<h2 id=\"clusters\">", "<h2 id=");
        assertTrue(clusters.contains(">0.712<") && clusters.contains(">12<"));
    }

    @Test
    void compositionMarksWhatIsOverAndUnderRepresented() {
        final String table = between(html(), "<h2 id=\"composition\">", "<h2 id=\"clusters\">");
        assertTrue(between(table, "<th scope=\"row\">cat</th>", "</tr>").contains(">70.0 ▲<"), "70 % of 50 %");
        assertTrue(between(table, "<th scope=\"row\">dog</th>", "</tr>").contains(">30.0 ▼<"), "30 % of 40 %");
        assertTrue(between(table, "<th scope=\"row\">emu</th>", "</tr>").contains(">0.0 ✕<"), "none of 10 %");
        assertTrue(between(table, "<th scope=\"row\">χ²</th>", "</tr>").contains(">7.25<"));
        assertTrue(between(table, "<th scope=\"row\">p of the χ² test</th>", "</tr>").contains(">0.027<"));
    }

    @Test
    void settingsAndFurtherTablesAreThere() {
        final String html = html();
        for (final String text : List.of("<dt>Seed</dt>", "<dd>42</dd>", "<dt>ND4J</dt>", "<dd>1.0.0-M2.1</dd>",
            "31,204", "2-D: too few images", "<figcaption>What 3-D draws</figcaption>", "An introduction.")) {
            assertTrue(html.contains(text) || html.replace("\n", "").contains(text), text);
        }
    }

    @Test
    void picturesAreTheFilesTheyWereGiven() {
        final Study study = StudyExample.study(StudyExample.model("2-D", 1));
        final byte[] png = study.models().get(0).figures().get(0).data();
        assertEquals((byte)0x89, png[0]);
        assertTrue(new DysfunctionReport(study).html().contains("alt=\"Samples of 2-D\" src=\"data:image/png;base64,"
            + Base64.getEncoder().encodeToString(png)));
    }

    @Test
    void pageIsTheSameWhateverTheLocaleAndHoweverOften() {
        final String once = html();
        final Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(once, html());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void modelWithoutFiguresStillMakesAPage() {
        final StudyModel bare = new StudyModel("bare", "", List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of());
        final DysfunctionReport report = new DysfunctionReport(new Study("t", "", "", "", List.of(bare), List.of(),
            List.of()));
        assertTrue(report.findings().isEmpty());
        assertFalse(report.html().contains("Fréchet distance to the reference"));
    }

    @Test
    void whatDoesNotFitIsRefusedInWords() {
        final StudyModel model = StudyExample.model("2-D", 1);
        assertEquals("Two models of the report have the name '2-D'; give each its own.",
            assertThrows(IllegalArgumentException.class, () -> StudyExample.study(model, model)).getMessage());
        assertEquals("A report is about at least one model.",
            assertThrows(IllegalArgumentException.class, () -> StudyExample.study()).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ReportTable("t", List.of("a"),
            List.of(List.of("1", "2")), ""));
        assertThrows(IllegalArgumentException.class, () -> new ReportFigure(ReportFigure.Kind.OTHER, "", "",
            "text/html", new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new AreaComposition("a", List.of("x"), new long[2],
            new long[1]));
    }

    private static String between(final String text, final String from, final String to) {
        final int start = text.indexOf(from);
        assertTrue(start >= 0, "no " + from);
        final int end = text.indexOf(to, start + from.length());
        assertTrue(end >= 0, "no " + to);
        return text.substring(start, end);
    }
}
