package com.orgscope.bench;

import java.util.List;

/** What a bench found. */
public record BenchReport(String bench, List<Figure> figures) {}
