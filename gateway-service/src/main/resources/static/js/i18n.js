// The texts in English and Korean. The browser's language decides; the footer offers the other one.

const TEXTS = {
  en: {
    tagline: "Live auctions from next door",
    pitch: "Every bid is backed by money in escrow. When you are outbid, you have it back in the same moment.",
    skip: "Skip to content", nav: "Main", browse: "Auctions", sell: "Sell", mine: "My page", wallet: "Wallet",
    login: "Log in", signup: "Sign up", logout: "Log out", otherLanguage: "한국어", apiDocs: "API", health: "System status",
    search: "Search", searchHint: "What are you looking for?", category: "Category", anyCategory: "All categories",
    status: "Status", anyStatus: "All", sort: "Order", recent: "Newest", price_asc: "Lowest price",
    price_desc: "Highest price", end_soon: "Ending soon", find: "Find", more: "Show more",
    noAuctions: "No auctions here yet.", firstSeller: "Be the first: list an item.",
    ACTIVE: "Live", WAITING: "Not open yet", CLOSING: "Closing", ENDED: "Ended", CANCELLED: "Withdrawn",
    NATIONAL: "Everywhere", NEIGHBORHOOD: "Neighbourhood only", bids: "{n} bids", bid1: "1 bid", bid0: "No bids yet",
    currentPrice: "Current price", startPrice: "Starting price", finalPrice: "Final price", endsIn: "Ends in",
    startsIn: "Opens in", ended: "Ended", closing: "Closing…", leader: "Highest bidder: {name}", noLeader: "Nobody has bid yet",
    youLead: "You are the highest bidder", minNext: "Next bid from {amount}", viewers: "{n} watching",
    yourBid: "Your bid", placeBid: "Bid", bidding: "Placing your bid…", bidReceived: "Received. Waiting for your turn…",
    bidAccepted: "Your bid of {amount} counts.", bidOutbid: "Another bidder's maximum beat {amount} at once.",
    outbid: "You were outbid. The money is back in your wallet.", loginToBid: "Log in to bid", ownAuction: "This is your own auction.",
    winnerYou: "You won for {amount}. Congratulations!", winnerOther: "Sold to {name} for {amount}.", unsold: "Ended without a buyer.",
    cancelled: "The seller withdrew this auction.", history: "Bids", description: "Description", details: "Details",
    seller: "Seller", reputation: "Reputation", region: "Region", reach: "Reach", condition: "Condition", shipping: "Shipping",
    bidUnit: "Bid step", opens: "Opens", ends: "Ends", instantPrice: "Instant price", SELLER: "Paid by the seller", BUYER: "Paid by the buyer",
    NEW: "New", USED_S: "Used, like new", USED_A: "Used, very good", USED_B: "Used, good", USED_C: "Used, with flaws",
    endNow: "End now", endNowSure: "End the auction now? The highest bidder wins.",
    withdraw: "Withdraw", withdrawSure: "Withdraw the auction? Nobody has bid yet.",
    buyNow: "Buy now for {amount}", buyNowSure: "Buy it now for {amount}?", bought: "You bought it for {amount}.", suspended: "The auction stands still for now. Its end will move by that time.",
    chat: "Chat", chatEmpty: "Nobody has said anything yet.", yourMessage: "Say something", say: "Send", loginToChat: "Log in to join the chat", removeMessage: "Remove this message",
    questions: "Questions and answers", noQuestions: "Nobody has asked anything yet.", yourQuestion: "Ask the seller about this item", ask: "Ask", yourAnswer: "Write an answer", answer: "Answer", loginToAsk: "Log in to ask a question", deletedComment: "This question was removed.",
    pictures: "Pictures", picturesHint: "Up to 10: JPEG, PNG or WebP, 10 MB each. The first is shown in lists.", picture: "Picture {n}",
    yes: "Yes", no: "No", live: "Live", connecting: "Connecting…", reconnecting: "Connection lost. Coming back…", polling: "Updated every few seconds",
    delayed: "Updates are late; the room will catch up.", kicked: "This page may not join the live room.",
    newPrice: "New price {amount} by {name}", username: "Username", usernameHint: "3 to 30 of a-z, 0-9, dot, dash, underscore",
    password: "Password", passwordHint: "8 to 128 characters", nickname: "Nickname", optional: "optional", welcome: "Welcome, {name}!",
    haveAccount: "Already have an account?", needAccount: "New here?", loggedOut: "You are logged out.", sessionOver: "Please log in again.",
    available: "Available", availableHint: "to bid with or withdraw", held: "In escrow", heldHint: "behind your open bids",
    deposit: "Deposit", withdrawMoney: "Withdraw", amount: "Amount", deposited: "{amount} deposited.", withdrawn: "{amount} withdrawn.",
    transactions: "Transactions", noTransactions: "Nothing has moved yet.", holds: "Open bids", when: "When", what: "What", change: "Available", heldChange: "Escrow", after: "Balance",
    DEPOSIT: "Deposit", WITHDRAWAL: "Withdrawal", BID_HOLD: "Bid held", BID_RELEASE: "Bid released", PAYMENT: "Payment", EARNING: "Earning", ADJUSTMENT: "Adjustment", REFUND: "Refund", WITHDRAWAL_RETURN: "Withdrawal returned", CHARGEBACK: "Chargeback",
    auction: "Auction {id}", sellTitle: "List an item", itemTitle: "Title", itemDescription: "Description", duration: "Duration",
    minutes: "{n} minutes", hour1: "1 hour", day1: "1 day", days: "{n} days", list: "List it", listed: "Your auction is on.", choose: "Please choose",
    unitHint: "Bids rise by whole steps", startHint: "A multiple of the bid step", myBids: "My bids", myAuctions: "My auctions", myWatchlist: "My watchlist", noWatched: "You watch nothing yet.", watch: "Watch", watching: "Watching", PENDING: "Waiting", LEADING: "Leading", LOST: "Not won", noBids: "You have not bid on anything yet.",
    noOwn: "You have not listed anything yet.", toAuctions: "See the auctions", RECEIVED: "Waiting", ACCEPTED: "Leading", REJECTED: "Refused", OUTBID: "Outbid", WON: "Won",
    notFound: "There is nothing here.", home: "Back to the auctions", retry: "Try again", loading: "Loading…", code_NETWORK: "No connection to NeighborBid. Please check your network.",
    code_UNKNOWN: "Something went wrong. Please try again.", unknownOutcome: "Your bid was sent, its outcome is not known yet. Its state is under My page.",
    required: "Please fill this in.", wholeWon: "Please enter a whole amount.", below: "At least {amount}.", multiple: "In steps of {amount}.", notEnough: "Add money to your wallet", won: "won",
    email: "E-mail", emailHint: "to set a new password when you forget yours", forgot: "Forgot your password?", forgotHint: "We send a link to this address.",
    sendLink: "Send the link", linkSent: "If there is an account with this address, a link is on its way.", resetTitle: "Set a new password",
    newPassword: "New password", save: "Save", passwordSet: "Your new password counts from now on. Please log in.",
    verifyTitle: "Confirm your e-mail address", verifyHint: "Press the button if this is your address.", verify: "Confirm", verified: "Thank you. Your address is confirmed.",
    d: "d", h: "h", m: "m", s: "s", footer: "A neighbourhood auction house", request: "Request {id}",
  },
  ko: {
    tagline: "우리 동네 실시간 경매",
    pitch: "모든 입찰은 예치금으로 보장됩니다. 더 높은 입찰이 나오면 그 순간 돈이 되돌아옵니다.",
    skip: "본문으로 건너뛰기", nav: "주 메뉴", browse: "경매", sell: "판매하기", mine: "내 페이지", wallet: "지갑",
    login: "로그인", signup: "회원가입", logout: "로그아웃", otherLanguage: "English", apiDocs: "API", health: "시스템 상태",
    search: "검색", searchHint: "무엇을 찾으세요?", category: "카테고리", anyCategory: "전체 카테고리",
    status: "상태", anyStatus: "전체", sort: "정렬", recent: "최신순", price_asc: "낮은 가격순",
    price_desc: "높은 가격순", end_soon: "마감 임박순", find: "찾기", more: "더 보기",
    noAuctions: "아직 경매가 없습니다.", firstSeller: "첫 번째로 물건을 올려 보세요.",
    ACTIVE: "진행 중", WAITING: "시작 전", CLOSING: "마감 중", ENDED: "종료", CANCELLED: "취소됨",
    NATIONAL: "전국", NEIGHBORHOOD: "동네 전용", bids: "입찰 {n}건", bid1: "입찰 1건", bid0: "입찰 없음",
    currentPrice: "현재가", startPrice: "시작가", finalPrice: "최종가", endsIn: "마감까지",
    startsIn: "시작까지", ended: "종료됨", closing: "마감 처리 중…", leader: "최고 입찰자: {name}", noLeader: "아직 입찰이 없습니다",
    youLead: "현재 최고 입찰자입니다", minNext: "다음 입찰은 {amount}부터", viewers: "{n}명 시청 중",
    yourBid: "입찰 금액", placeBid: "입찰하기", bidding: "입찰하는 중…", bidReceived: "접수되었습니다. 순서를 기다리는 중…",
    bidAccepted: "{amount} 입찰이 반영되었습니다.", bidOutbid: "다른 입찰자의 최대 금액이 {amount}보다 높습니다.",
    outbid: "더 높은 입찰이 나왔습니다. 금액은 지갑으로 돌아왔습니다.", loginToBid: "로그인하고 입찰하기", ownAuction: "내가 올린 경매입니다.",
    winnerYou: "{amount}에 낙찰되었습니다. 축하합니다!", winnerOther: "{name}님에게 {amount}에 낙찰되었습니다.", unsold: "유찰되었습니다.",
    cancelled: "판매자가 경매를 취소했습니다.", history: "입찰 내역", description: "설명", details: "상세 정보",
    seller: "판매자", reputation: "평판", region: "지역", reach: "공개 범위", condition: "상태", shipping: "배송비",
    bidUnit: "입찰 단위", opens: "시작", ends: "마감", instantPrice: "즉시 구매가", SELLER: "판매자 부담", BUYER: "구매자 부담",
    NEW: "새 상품", USED_S: "중고 · 최상", USED_A: "중고 · 상", USED_B: "중고 · 중", USED_C: "중고 · 하자 있음",
    endNow: "지금 마감", endNowSure: "지금 경매를 마감할까요? 최고 입찰자에게 낙찰됩니다.",
    withdraw: "취소하기", withdrawSure: "경매를 취소할까요? 아직 입찰이 없습니다.",
    buyNow: "{amount}에 즉시 구매", buyNowSure: "{amount}에 바로 구매할까요?", bought: "{amount}에 구매했습니다.", suspended: "경매가 잠시 멈춰 있습니다. 멈춘 시간만큼 마감이 늦춰집니다.",
    chat: "채팅", chatEmpty: "아직 대화가 없습니다.", yourMessage: "메시지 입력", say: "보내기", loginToChat: "로그인하고 대화에 참여하기", removeMessage: "이 메시지 삭제",
    questions: "문의와 답변", noQuestions: "아직 문의가 없습니다.", yourQuestion: "판매자에게 궁금한 점을 물어보세요", ask: "문의하기", yourAnswer: "답변을 입력하세요", answer: "답변하기", loginToAsk: "로그인하고 문의하기", deletedComment: "삭제된 문의입니다.",
    pictures: "사진", picturesHint: "최대 10장, 각 10MB까지 JPEG, PNG, WebP. 첫 번째 사진이 목록에 보입니다.", picture: "사진 {n}",
    yes: "예", no: "아니요", live: "실시간", connecting: "연결 중…", reconnecting: "연결이 끊겼습니다. 다시 연결하는 중…", polling: "몇 초마다 새로 고칩니다",
    delayed: "업데이트가 늦어지고 있습니다. 곧 따라잡습니다.", kicked: "이 페이지에서는 실시간 경매에 참여할 수 없습니다.",
    newPrice: "{name}님이 {amount}에 입찰", username: "아이디", usernameHint: "영문 소문자, 숫자, 점, 밑줄, 하이픈 3~30자",
    password: "비밀번호", passwordHint: "8~128자", nickname: "닉네임", optional: "선택", welcome: "{name}님, 환영합니다!",
    haveAccount: "이미 계정이 있으신가요?", needAccount: "처음이신가요?", loggedOut: "로그아웃되었습니다.", sessionOver: "다시 로그인해 주세요.",
    available: "사용 가능", availableHint: "입찰하거나 출금할 수 있는 금액", held: "예치 중", heldHint: "진행 중인 입찰에 묶인 금액",
    deposit: "입금", withdrawMoney: "출금", amount: "금액", deposited: "{amount}을 입금했습니다.", withdrawn: "{amount}을 출금했습니다.",
    transactions: "거래 내역", noTransactions: "아직 거래가 없습니다.", holds: "진행 중인 입찰", when: "일시", what: "내용", change: "사용 가능", heldChange: "예치", after: "잔액",
    DEPOSIT: "입금", WITHDRAWAL: "출금", BID_HOLD: "입찰 예치", BID_RELEASE: "예치 해제", PAYMENT: "낙찰 결제", EARNING: "판매 대금", ADJUSTMENT: "조정", REFUND: "환불", WITHDRAWAL_RETURN: "출금 반환", CHARGEBACK: "입금 취소",
    auction: "경매 {id}", sellTitle: "물건 올리기", itemTitle: "제목", itemDescription: "설명", duration: "기간",
    minutes: "{n}분", hour1: "1시간", day1: "1일", days: "{n}일", list: "올리기", listed: "경매가 시작되었습니다.", choose: "선택하세요",
    unitHint: "이 금액 단위로 입찰합니다", startHint: "입찰 단위의 배수", myBids: "내 입찰", myAuctions: "내 경매", myWatchlist: "관심 목록", noWatched: "아직 관심 등록한 경매가 없습니다.", watch: "관심 등록", watching: "관심 등록됨", PENDING: "대기 중", LEADING: "최고가", LOST: "낙찰 실패", noBids: "아직 입찰한 물건이 없습니다.",
    noOwn: "아직 올린 물건이 없습니다.", toAuctions: "경매 보러 가기", RECEIVED: "대기 중", ACCEPTED: "최고가", REJECTED: "거절됨", OUTBID: "밀려남", WON: "낙찰",
    notFound: "찾을 수 없습니다.", home: "경매 목록으로", retry: "다시 시도", loading: "불러오는 중…", code_NETWORK: "연결할 수 없습니다. 네트워크를 확인해 주세요.",
    code_UNKNOWN: "문제가 발생했습니다. 다시 시도해 주세요.", unknownOutcome: "입찰은 접수되었지만 결과를 아직 알 수 없습니다. 내 페이지에서 확인하세요.",
    required: "입력해 주세요.", wholeWon: "원 단위 숫자로 입력해 주세요.", below: "{amount} 이상이어야 합니다.", multiple: "{amount} 단위로 입력해 주세요.", notEnough: "지갑에 입금하기", won: "원",
    email: "이메일", emailHint: "비밀번호를 잊었을 때 사용합니다", forgot: "비밀번호를 잊으셨나요?", forgotHint: "이 주소로 링크를 보내 드립니다.",
    sendLink: "링크 보내기", linkSent: "이 주소로 가입한 계정이 있다면 곧 링크가 도착합니다.", resetTitle: "새 비밀번호 설정",
    newPassword: "새 비밀번호", save: "저장", passwordSet: "새 비밀번호가 설정되었습니다. 로그인해 주세요.",
    verifyTitle: "이메일 주소 확인", verifyHint: "본인의 주소가 맞으면 버튼을 눌러 주세요.", verify: "확인", verified: "감사합니다. 주소가 확인되었습니다.",
    d: "일", h: "시간", m: "분", s: "초", footer: "우리 동네 경매장", request: "요청 번호 {id}",
  },
};

const KEY = "nb.language";

function choose() {
  try {
    const saved = localStorage.getItem(KEY);
    if (saved in TEXTS) return saved;
  } catch {
    // Storage may be forbidden; the browser's language is good enough.
  }
  const wanted = navigator.languages?.length ? navigator.languages : [navigator.language || "en"];
  const known = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in TEXTS);
  return known ?? "en";
}

export const language = choose();
document.documentElement.lang = language;

/** Switches to the other language and starts over. */
export function switchLanguage() {
  try {
    localStorage.setItem(KEY, language === "ko" ? "en" : "ko");
  } catch {
    return;
  }
  location.reload();
}

/** The text of a key, with {placeholders} filled in. */
export function t(key, values = {}) {
  const text = TEXTS[language][key] ?? TEXTS.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

/** Whether there is a text for a key. */
export const has = (key) => key in TEXTS.en;
