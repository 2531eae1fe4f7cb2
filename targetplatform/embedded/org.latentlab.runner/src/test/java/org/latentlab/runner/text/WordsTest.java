package org.latentlab.runner.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void wrapsAtBlanksAndKeepsLongWordsWhole() {
        assertEquals(List.of("  one two", "  threefourfive", "  six"),
            Words.wrap("one two threefourfive six", 10, "  "));
        assertEquals(List.of("", ""), Words.wrap("\n", 10, ""));
    }

    @Test
    void findsTheNearestNames() {
        final List<String> names = List.of("Train VAE", "Train Image Classifier", "Encode", "Decode", "GMM Fit");
        assertEquals("Train VAE", Words.nearest("trian vae", names, 3).get(0));
        assertEquals("Encode", Words.nearest("encod", names, 3).get(0));
        assertEquals(List.of("Train Image Classifier"), Words.nearest("Classifier", names, 3));
        assertTrue(Words.nearest("qqqqqqqqqqqqqqqq", names, 3).isEmpty());
    }

    @Test
    void countsEdits() {
        assertEquals(3, Words.distance("kitten", "sitting"));
        assertEquals(4, Words.distance("", "four"));
    }

    @Test
    void rendersTheHtmlOfDescriptions() {
        assertEquals(List.of("A < b, α.", "", "Then:", "", "  • one item that is", "    long", "  • two"),
            HtmlText.lines("<p>A &lt;\n <i>b</i>, &#945;.</p><p>Then:</p><ul><li>one item that is long</li>"
                + "<li>two</li></ul>", 24, ""));
    }

    @Test
    void tellsTimeSpans() {
        assertEquals("0.4 s", Durations.span(0.4));
        assertEquals("10 s", Durations.span(9.97));
        assertEquals("1 min 00 s", Durations.span(59.7));
        assertEquals("2 h 12 min", Durations.span(7950));
        assertEquals("40 s", Durations.estimate(41));
        assertEquals("1 min", Durations.estimate(58));
        assertEquals("2 h 10 min", Durations.estimate(7950));
    }
}
