package org.latentlab.engine.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * How each digit is written: variants of strokes, each given by control points in a box about 70 wide and 100 high,
 * x to the right, y down. A variant has two extremes of the same build, and a digit is drawn somewhere between them.
 * In a variant's text, ';' lifts the pen and '|' makes a corner (the pen stays down, the curve starts anew there).
 */
final class DigitGlyphs {

    /**
     * One way to write a digit.
     *
     * @param weight how often it is written, relative to the digit's other variants
     * @param from one extreme: curves, each a list of (x, y)
     * @param to the other extreme, with as many points
     * @param stroke for each curve the stroke it belongs to; curves of one stroke hang together
     */
    record Variant(double weight, double[][][] from, double[][][] to, int[] stroke) {
    }

    private static final List<List<Variant>> DIGITS = List.of(
        List.of( // 0
            variant(6, "52,3 28,4 9,27 5,57 17,88 38,99 60,84 71,52 64,17 48,2 36,5",
                "60,10 44,0 22,8 6,34 4,66 20,93 44,97 66,74 74,40 68,12 56,4"),
            variant(3, "44,1 26,10 13,34 11,63 20,90 34,99 48,86 56,58 53,25 44,5 38,2",
                "40,2 18,6 2,30 2,64 16,92 40,100 64,90 78,62 76,30 60,8 36,0")),
        List.of( // 1
            variant(6, "40,0 39,33 38,66 37,100", "41,0 44,30 42,68 36,100"),
            variant(3, "22,24 32,14 42,0|42,0 42,50 41,100", "12,30 28,20 44,2|44,2 46,50 44,100"),
            variant(1, "20,22 32,13 42,1|42,1 42,50 41,97;16,98 41,97 68,98",
                "14,28 30,17 44,2|44,2 44,50 44,99;20,100 44,99 74,97")),
        List.of( // 2
            variant(5, "8,24 20,6 42,1 63,12 63,36 44,64 22,86 3,98|3,98 34,95 73,97",
                "4,16 26,2 52,3 68,20 60,44 40,64 18,82 2,96|2,96 32,99 68,92"),
            variant(4, "8,20 24,3 48,1 64,16 58,44 38,72 18,93 5,96 3,84 16,79 36,88 56,97 75,90",
                "4,28 18,8 42,0 64,12 64,38 46,66 24,90 6,100 0,90 12,80 32,86 54,98 78,96")),
        List.of( // 3
            variant(5, "10,14 28,1 52,4 58,22 46,39 26,46|26,46 52,50 65,69 57,91 34,100 6,92",
                "4,10 26,0 54,2 66,18 54,38 32,45|32,45 56,52 62,72 48,94 24,99 2,88"),
            variant(3, "8,16 26,2 52,4 60,22 47,40 34,46 50,50 65,66 60,89 36,100 7,90",
                "4,8 30,0 58,8 60,28 44,42 30,48 48,53 60,68 50,92 26,99 0,92"),
            variant(1.5, "8,12 30,0 54,6 56,24 44,40 28,47 24,42 34,40 56,52 64,74 48,96 22,99 4,88",
                "4,16 24,2 50,2 60,18 50,36 30,48 22,44 32,38 54,48 68,68 56,94 28,100 0,92")),
        List.of( // 4
            variant(5, "13,4 7,32 4,56|4,56 38,58 76,52;59,2 55,48 51,100",
                "22,2 12,28 6,50|6,50 36,52 70,46;66,8 62,50 60,100"),
            variant(3, "10,4 5,34 12,51 34,53 58,44;64,2 60,46 54,100",
                "16,2 6,26 8,46 30,52 60,38;66,0 64,46 62,100"),
            variant(4, "50,2 27,30 3,59|3,59 38,61 78,58;54,1 51,48 48,100",
                "56,0 34,28 8,62|8,62 40,61 74,63;57,0 56,48 55,100")),
        List.of( // 5
            variant(5, "20,5 15,24 11,43|11,43 34,35 58,44 66,67 52,91 28,100 3,92;20,5 44,4 70,1",
                "16,3 14,22 13,42|13,42 36,39 56,50 58,72 44,92 22,99 0,96;16,3 40,5 64,3"),
            variant(4, "68,2 44,4 23,6|23,6 18,24 14,42|14,42 38,36 60,49 62,73 44,95 20,100 2,91",
                "74,4 50,2 28,3|28,3 20,22 12,42|12,42 36,38 54,52 52,78 34,97 14,99 0,90")),
        List.of( // 6
            variant(5, "56,2 34,17 15,45 7,73 17,95 40,99 60,84 57,65 40,56 20,64 9,80",
                "44,0 26,18 11,46 5,74 16,97 38,98 54,80 48,64 32,60 16,70 7,86"),
            variant(3, "62,6 38,10 17,34 6,64 12,91 36,100 62,90 68,70 52,56 28,60 10,76",
                "50,1 30,14 14,40 8,70 20,95 44,98 62,80 54,58 34,54 18,66 12,82")),
        List.of( // 7
            variant(6, "3,9 34,6 70,4|70,4 52,38 40,68 33,100", "0,5 34,6 66,7|66,7 50,38 34,68 20,100"),
            variant(3, "3,9 34,6 70,4|70,4 52,38 40,68 33,100;20,54 44,50 66,48",
                "0,5 34,6 68,8|68,8 52,38 36,70 24,100;18,48 44,50 68,52"),
            variant(2, "4,24 4,15 6,7|6,7 36,6 70,5|70,5 52,36 40,66 34,100",
                "0,20 2,12 6,4|6,4 38,6 72,2|72,2 60,34 50,66 46,100")),
        List.of( // 8
            variant(6, "58,13 38,1 16,9 14,27 33,45 55,62 61,84 38,99 12,88 10,66 32,48 54,28 58,11",
                "60,18 44,2 20,4 10,22 28,42 50,58 56,82 36,100 12,92 6,72 30,50 58,32 62,14"),
            variant(2, "36,1 17,9 15,28 34,44 54,30 54,10 34,1;34,44 11,58 7,81 31,99 57,86 57,60 36,44",
                "40,0 20,6 14,26 32,46 56,36 60,14 38,0;32,46 14,62 10,84 32,100 52,88 52,64 34,46")),
        List.of( // 9
            variant(5, "60,13 39,2 14,13 7,34 22,49 46,40 60,14|60,14 58,54 53,100",
                "64,18 46,0 18,6 2,28 14,47 42,42 62,16|62,16 56,56 44,100"),
            variant(3, "61,14 40,1 14,12 6,34 22,49 46,42 60,18 61,36 54,66 40,90 22,99",
                "66,16 44,0 16,8 4,30 18,48 44,44 62,20 63,44 56,74 42,96 18,98")));

    private DigitGlyphs() {
    }

    /**
     * @param digit 0…9
     * @return the ways to write it
     */
    static List<Variant> variants(final int digit) {
        return DIGITS.get(digit);
    }

    private static Variant variant(final double weight, final String from, final String to) {
        final List<Integer> strokes = new ArrayList<>();
        final double[][][] a = parse(from, strokes);
        final double[][][] b = parse(to, new ArrayList<>());
        for (int i = 0; i < a.length; i++) {
            if (a.length != b.length || a[i].length != b[i].length) {
                throw new IllegalStateException("The extremes '" + from + "' and '" + to + "' differ in build.");
            }
        }
        return new Variant(weight, a, b, strokes.stream().mapToInt(Integer::intValue).toArray());
    }

    private static double[][][] parse(final String text, final List<Integer> strokes) {
        final List<double[][]> curves = new ArrayList<>();
        int stroke = 0;
        for (final String line : text.split(";")) {
            for (final String curve : line.split("\\|")) {
                final String[] points = curve.split(" ");
                final double[][] parsed = new double[points.length][];
                for (int i = 0; i < points.length; i++) {
                    final int comma = points[i].indexOf(',');
                    parsed[i] = new double[]{Double.parseDouble(points[i].substring(0, comma)) / 100,
                        Double.parseDouble(points[i].substring(comma + 1)) / 100};
                }
                curves.add(parsed);
                strokes.add(stroke);
            }
            stroke++;
        }
        return curves.toArray(new double[0][][]);
    }
}
