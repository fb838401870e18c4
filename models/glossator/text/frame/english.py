"""Menus and footers in English. Part of the text layer: data only."""

from __future__ import annotations

from glossator.text.frame.phrases import FrameWords, Pattern

_PARTS = "(?:content|contents|article|body|navigation|nav|search|top|bottom|menu|footer|header|comments|home|homepage)"
_SKIP = rf"(?:skip|go|jump|back|return) (?:straight |directly )?to (?:the )?(?:main |page |site |primary )?{_PARTS}"
_NETWORK = (
    "(?:facebook|twitter|x|instagram|youtube|telegram|whatsapp|linkedin|rss|mastodon|bluesky|threads|tiktok|reddit"
    "|pinterest|google(?: news)?|e-?mail|social media|friends)"
)
_SHARED = f"(?:this|the|on|via|to|with|by|article|story|page|post|link|{_NETWORK})"
_NETWORKS = rf"{_NETWORK}(?:(?: ?[,/&] ?| and | or | ){_NETWORK})*"
_FOLLOW = "(?:like|follow|join|find) us"
_LETTERS = "(?:newsletters?|letters?|briefings?|brief|digest|bulletins?|alerts?|updates?|e-?mails?|podcasts?|feed)"

ENGLISH = FrameWords(
    homes="home, homepage, home page, front page, main page, news",
    alone="""
    home, homepage, home page, contact, contact us, about, about us, advertise, advertise with us, advertising,
    careers, faq, faqs, nav, main nav, menu, main menu, navigation, main navigation, sitemap, site map, breadcrumb,
    breadcrumbs, search, toggle navigation, toggle menu, open menu, close menu, accessibility, accessibility link,
    accessibility links, accessibility help, accessibility statement, breaking news, latest news, top stories,
    top news, more news, live tv, watch live, trending, trending now, most read, most viewed, most popular,
    most shared, most commented, editor's pick, editor's picks, editors' picks, editor's choice, editors' choice,
    don't miss, you may like, you may also like, you might also like, recommended, recommended for you,
    recommended stories, related article, related articles, related story, related stories, related news,
    related topic, related topics, related link, related links, related content, related contents, read more,
    see more, show more, load more, load more comments, more on this, more on this story, more on this topic,
    see also, view all, real time analytics, real-time analytics, explore more on these topics, more on these topics,
    topics in this article, reuse this content, our standards, licensing, support us, donate, donate now, updated,
    last updated, share, tweet, print, e-mail, email, comment, comments, reply, follow, subscribe, facebook, twitter,
    linkedin, whatsapp, telegram, instagram, youtube, rss, rss feed, copy link, copy url, link copied, font size,
    text size, download, select language, have your say, join the conversation, view comments, post a comment,
    leave a comment, leave a reply, add a comment, send feedback, leave feedback, give feedback, send us feedback,
    send us your feedback, thanks for your feedback, thank you for your feedback, how can we improve,
    was this article helpful, was this page helpful, register, create account, create an account, my account,
    advertisement, advertisements, advertisment, sponsored, sponsored content, sponsored link, sponsored links,
    story continues below, story continues below advertisement, article continues below,
    article continues below advertisement, privacy, privacy policy, privacy notice, privacy settings,
    privacy statement, cookie policy, cookies, cookie notice, cookie settings, cookie preferences, manage cookies,
    manage preferences, accept cookies, accept all cookies, accept all, reject all, terms of use, terms of service,
    terms and conditions, terms & conditions, all rights reserved, do not reproduce without permission,
    do not redistribute without permission, reproduction prohibited, previous article, next article, previous story,
    next story, previous page, next page, previous post, next post, back to top, top of page, no comments,
    click to share, this article has been archived, published, posted, skip links, navigation menu,
    show navigation menu, more menu, your account, close panel, open panel, click here to search, read in app,
    add us on google, preferred source on google, follow this author, report this ad, share this, share this article,
    share this story, image source, print this, print article, email this article
    """,
    items="""
    x, mastodon, bluesky, threads, tiktok, reddit, pinterest, flipboard, google, google news, snapchat, alerts,
    report, account, profile, shop, store, jobs, feedback, corrections, apps, app, mobile, mobile app, e-paper,
    epaper, newsletters, newsletter, subscriptions, us edition, international edition, archive, archives, a-z, more,
    edit, gift, gift this article, notifications, watchlist, settings, follow topic, imprint, masthead, staff, ethics,
    help, close, latest, live, ad, by, save, like, listen, language, languages, edition, editions, tags, topics,
    terms, next, previous, embed, copied, more stories, bookmark, related, play, pause, homepage, web, us version
    """,
    sections="""
    world, world news, politics, business, economy, markets, money, finance, tech, technology, science, health, sport,
    sports, opinion, opinions, op-ed, editorial, editorials, analysis, comment, commentary, culture, arts,
    entertainment, lifestyle, life, style, travel, food, climate, environment, education, video, videos, photo,
    photos, pictures, in pictures, podcasts, podcast, audio, radio, tv, magazine, weather, features, feature,
    long reads, long read, longreads, the long read, in depth, in-depth, investigations, us, u.s., us & canada, uk,
    usa, americas, europe, asia, east asia, southeast asia, south asia, central asia, korea, north korea, south korea,
    korean peninsula, china, japan, russia, united nations, africa, middle east, latin america, asia pacific,
    asia-pacific, australia, north america, international, national, local, regional, regions, metro, nation, society,
    religion, law, crime, events, games, crossword, obituaries, letters, blog, blogs, live blog, multimedia, gallery,
    galleries, data, graphics, fact check, documents, interviews, reports, countries, headlines, all headlines, news,
    press releases, explainers, diplomacy, defense, defence, security, human rights
    """,
    patterns=(
        Pattern("skip go jump back return", rf"{_SKIP}(?:,? {_SKIP})*"),
        Pattern("main site", r"(?:main|site) (?:menu|nav|navigation|search)(?: (?:menu|nav|navigation|search))*"),
        Pattern(
            "please like follow join find", rf"(?:please )?{_FOLLOW}(?: (?:and|&|or) (?:{_FOLLOW}|share))?(?: on)?"
        ),
        Pattern("like follow join find", rf"(?:like|follow|join|find)(?: us on| us| on| ?:) ?:? ?{_NETWORKS}"),
        Pattern(
            "like liked enjoy enjoyed enjoying",
            r"(?:like|liked|enjoy|enjoyed|enjoying) (?:this|the|our) (?:story|article|coverage|page)\??"
            r"(?: (?:follow us|share it|share this|tell a friend|support us|subscribe|like us))?"
            rf"(?: on {_NETWORKS})?",
        ),
        Pattern("share", rf"share (?:this|on|via|to|with)(?: {_SHARED})*"),
        Pattern("connect stay follow join", r"(?:connect|stay connected|follow|join) with us(?: ?: ?.*)?"),
        Pattern(
            "subscribe sign",
            r"(?:subscribe|sign up)(?: (?:now|today|here|to|for|our|the|a|free|daily|weekly|news"
            r"|newsletters?|e-?mails?|updates?|alerts?))*",
        ),
        Pattern("subscribe", r"subscribe to (?:the|our)(?: [\w'’&-]+){1,4}"),
        Pattern("sign", rf"sign up (?:for|to) (?:the|our|your)(?: [\w'’&-]+){{0,3}} {_LETTERS}"),
        Pattern("sign", r"sign up (?:for|to) (?:the|our)(?: [\w'’&-]+){1,4}", alone=False),
        Pattern(
            "log sign login", r"(?:log|sign) ?(?:in|out|up|on)(?: (?:or )?(?:(?:log|sign) ?(?:in|out|up|on)|register))?"
        ),
        Pattern("read also see", r"(?:read (?:also|more|next)|also read|see also) ?: .*"),
        Pattern(
            "see view show read browse",
            r"(?:see|view|show|read|browse) (?:all|more)(?: [\w'’-]+){0,2}"
            r" (?:news|updates|stories|articles|comments|topics|headlines|results|posts|videos|photos|newsletters)"
            r"(?: of the day)?",
        ),
        Pattern("ad ads", r"ads? by .{1,30}"),
        Pattern("we this", r"(?:we|this (?:web)?site) uses? cookies(?: (?:to|and|on|in|for|that|from|so)\b.*)?"),
        Pattern("edition editions", r"editions? ?: ?\w+(?: ?[/|,] ?\w+)*"),
        Pattern("language languages", r"languages? ?: ?\w+(?: ?[/|,] ?\w+)+"),
        Pattern("all", r"all headlines(?: \d{1,2}:\d{2})?(?: \w+\.? \d{1,2},? \d{4})?(?: \d{1,2}:\d{2})?"),
        Pattern("page", r"page \d+ of \d+"),
        Pattern("comments comment", r"comments? ?(?:\(\d[\d,]*(?: of \d[\d,]*)?\)|\d[\d,]*)"),
        Pattern("listen", r"listen to (?:this|the) (?:article|story|report)(?: ?\(.{1,20}\))?"),
        Pattern("estimated reading read", r"(?:estimated )?(?:reading|read) time ?:? ?\d+ ?(?:min\.?|minutes?)"),
    ),
    openings="end, ends, 30, c, copyright, copyrights",
)
